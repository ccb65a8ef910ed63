import { Injectable } from '@nestjs/common';
import {
  type Actor,
  Clock,
  conflict,
  enforce,
  invalid,
  localDateOf,
  newId,
  notFound,
  requireGrant,
  type Scope,
  scopeOf,
  stale,
} from '#libs/kernel';
import { Audit, isUniqueViolation, type Listing, UnitOfWork, type Where } from '#libs/platform';
import { Organisation } from './organisation.entity.js';
import type {
  OrganisationChanges,
  OrganisationFields,
  OrganisationQuery,
  SuccessionFields,
} from './organisation.fields.js';
import { inTreeOrder, levelOf, mayHangBelow, maySucceed, organisationKeys } from './organisation.rules.js';
import { type OrganisationLine, OrganisationsRepository, validOn } from './organisations.repository.js';
import { organisationAccess } from './people.policy.js';

@Injectable()
export class OrganisationsService {
  constructor(
    private readonly organisations: OrganisationsRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor, query: OrganisationQuery): Promise<Listing<OrganisationLine>> {
    return this.organisations.list(query, this.sight(scopeOf(actor, organisationAccess.read)));
  }

  /** Every organisation in sight, each right after its parent, siblings by name; `path` leaves out the rest. */
  async tree(actor: Actor, path = '/'): Promise<OrganisationLine[]> {
    const scope = scopeOf(actor, organisationAccess.read);
    return inTreeOrder(await this.organisations.below(path, scope.publishedOnly ? this.today() : null));
  }

  async get(actor: Actor, id: string): Promise<Organisation> {
    const scope = scopeOf(actor, organisationAccess.read);
    const organisation = await this.organisations.find(id);
    if (!organisation || (scope.publishedOnly && !organisation.isValidOn(this.today()))) throw notFound('organisation');
    return organisation;
  }

  /** From the root down, this one last. */
  async ancestry(actor: Actor, id: string): Promise<Organisation[]> {
    return this.organisations.ancestry((await this.get(actor, id)).path);
  }

  async create(actor: Actor, fields: OrganisationFields): Promise<Organisation> {
    requireGrant(actor, organisationAccess.create);
    return this.unitOfWork.run(async () => {
      const id = newId();
      const path = await this.pathBelow(fields.parentId, `/${id}/`);
      const keys = organisationKeys(fields.name, fields.shortName, fields.code, fields.country);
      const organisation = Object.assign(new Organisation(), {
        ...fields,
        ...keys,
        id,
        path,
        validTo: null,
        successorId: null,
        version: 1,
      });
      await uniqueCode(fields.code, () => this.organisations.add(organisation));
      await this.audit.record(actor, {
        action: 'organisation.created',
        noun: 'organisation',
        subjectId: id,
        details: fields,
      });
      return organisation;
    });
  }

  /** Renames, recodes or moves. What lies below a moved organisation goes along. */
  async edit(actor: Actor, id: string, version: number, changes: OrganisationChanges): Promise<Organisation> {
    requireGrant(actor, organisationAccess.edit);
    return this.unitOfWork.run(async () => {
      const organisation = await this.load(id, version);
      const before = organisation.path;
      if (changes.parentId !== undefined && changes.parentId !== organisation.parentId)
        organisation.path = await this.pathBelow(changes.parentId, before);
      Object.assign(organisation, changes);
      const { name, shortName, code, country } = organisation;
      Object.assign(organisation, organisationKeys(name, shortName, code, country));
      await uniqueCode(code, () => this.organisations.save(organisation));
      if (organisation.path !== before) await this.organisations.moveBelow(before, organisation.path);
      await this.audit.record(actor, {
        action: 'organisation.edited',
        noun: 'organisation',
        subjectId: id,
        details: changes,
      });
      return organisation;
    });
  }

  /** The organisation ends on its last day; another goes on with its work, or none. */
  async succeed(actor: Actor, id: string, fields: SuccessionFields): Promise<Organisation> {
    requireGrant(actor, organisationAccess.succeed);
    return this.unitOfWork.run(async () => {
      const organisation = await this.load(id);
      enforce(maySucceed(organisation, fields.successorId, fields.lastDay));
      if (fields.successorId && !(await this.organisations.find(fields.successorId)))
        throw invalid({ pointer: '/successorId', code: 'organisation.unknown' });
      organisation.succeedBy(fields.successorId, fields.lastDay);
      await this.organisations.save(organisation);
      await this.audit.record(actor, {
        action: 'organisation.succeeded',
        noun: 'organisation',
        subjectId: id,
        details: fields,
      });
      return organisation;
    });
  }

  private async load(id: string, version?: number): Promise<Organisation> {
    const organisation = await this.organisations.find(id);
    if (!organisation) throw notFound('organisation');
    if (version !== undefined && organisation.version !== version) throw stale('organisation');
    return organisation;
  }

  /** The path of the organisation now at `path` once it hangs below `parentId`. The parent is held in its place. */
  private async pathBelow(parentId: string | null, path: string): Promise<string> {
    const own = path.split('/').at(-2);
    if (parentId === null) return `/${own}/`;
    const parent = await this.organisations.find(parentId);
    if (!parent) throw invalid({ pointer: '/parentId', code: 'organisation.unknown' });
    const below = await this.organisations.pathsUnder(path);
    const levels = Math.max(1, ...below.map((one) => levelOf(one) - levelOf(path) + 1));
    enforce(mayHangBelow(path, parent.path, levels));
    if (!(await this.organisations.hold(parent))) throw conflict('concurrent_change', { noun: 'organisation' });
    return `${parent.path}${own}/`;
  }

  /** What is published of organisations are the names of those alive. */
  private sight(scope: Scope): Where | null {
    return scope.publishedOnly ? validOn(this.today()) : null;
  }

  private today() {
    return localDateOf(this.clock.now());
  }
}

async function uniqueCode(code: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (isUniqueViolation(error)) throw conflict('organisation.code_taken', { code });
    throw error;
  }
}
