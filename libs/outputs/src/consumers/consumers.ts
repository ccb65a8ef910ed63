import type { EntityClass } from '#libs/platform';
import { ConsumerKey } from './consumer-key.entity.js';
import { ConsumerKeyUse } from './consumer-key-use.entity.js';
import { ConsumerKeysRepository } from './consumer-keys.repository.js';
import { ConsumerKeysService } from './consumer-keys.service.js';
import { KeyCallers } from './key-callers.js';
import { KeyUses } from './key-uses.js';
import { OutputGrant } from './output-grant.entity.js';
import { OutputGrantsRepository } from './output-grants.repository.js';
import { OutputGrantsService } from './output-grants.service.js';

/** What the room has for those who use the shared database by programs, or by leave. */
export const consumerEntities: EntityClass[] = [ConsumerKey, ConsumerKeyUse, OutputGrant];
export const consumerRepositories = [ConsumerKeysRepository, OutputGrantsRepository];
export const consumerServices = [ConsumerKeysService, KeyCallers, KeyUses, OutputGrantsService];
