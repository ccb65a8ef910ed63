import { applyDecorators, Controller, HttpCode, SetMetadata, UseInterceptors } from '@nestjs/common';
import { ApiBearerAuth, ApiExcludeController, ApiResponse, ApiTags, type OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { ApiInterceptor } from './api.interceptor.js';
import { LOCATION } from './location.js';
import { PageInterceptor } from './page.interceptor.js';
import { FORM, type FormRule, TEMPLATE } from './page-rules.js';

type SchemaObject = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

/** A REST controller under `/api/v1/<path>`. */
export const Api = (path: string) =>
  applyDecorators(
    Controller(`api/v1/${path}`),
    ApiTags(path.split('/')[0]!),
    ApiBearerAuth(),
    UseInterceptors(ApiInterceptor),
  );

/** A controller of HTML pages under `/<path>`. */
export const Pages = (path: string) =>
  applyDecorators(Controller(path), ApiExcludeController(), UseInterceptors(PageInterceptor));

/** The schema as OpenAPI 3.1 has it: a format says it all, and a whole number needs no bounds of the language. */
function described(schema: z.ZodType): SchemaObject {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, {
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      if (jsonSchema.format) delete jsonSchema.pattern;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  return json as SchemaObject;
}

/** The answer of a route: status 200, also for a POST that changes a state. */
export const Answers = (schema: z.ZodType) =>
  applyDecorators(HttpCode(200), ApiResponse({ status: 200, description: 'OK', schema: described(schema) }));

/** 201 with `Location: <base>/<id>`. */
export const Creates = (schema: z.ZodType, base: string) =>
  applyDecorators(
    HttpCode(201),
    SetMetadata(LOCATION, (body: { id: string }) => `${base}/${body.id}`),
    ApiResponse({ status: 201, description: 'Created', schema: described(schema) }),
  );

/** 202 for long work; the answer names the job as `jobId`. */
export const Accepted = (schema: z.ZodType) =>
  applyDecorators(
    HttpCode(202),
    SetMetadata(LOCATION, (body: { jobId: string }) => `/api/v1/jobs/${body.jobId}`),
    ApiResponse({ status: 202, description: 'Accepted', schema: described(schema) }),
  );

export const NoContent = () => applyDecorators(HttpCode(204), ApiResponse({ status: 204, description: 'No content' }));

/** The list form of a resource schema. */
export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    page: z.number().int(),
    pageSize: z.number().int(),
    total: z.number().int().optional(),
    next: z.string().optional(),
  });

/** The template a page method fills: `templates/pages/<template>.hbs`. */
export const Shows = (template: string) => SetMetadata(TEMPLATE, template);

/** A posted form; what was typed comes back with the errors beside the fields. */
export const Form = (back: string, name: string, schema?: z.ZodType) =>
  applyDecorators(HttpCode(200), SetMetadata(FORM, { back, name, schema } satisfies FormRule));
