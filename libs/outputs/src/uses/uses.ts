import type { EntityClass } from '#libs/platform';
import { OutputUse } from './output-use.entity.js';
import { OutputUsesRepository } from './output-uses.repository.js';
import { OutputUsesService } from './output-uses.service.js';
import { TakenOutputs } from './taken-outputs.js';

/** What the room has for the record of who used what. */
export const useEntities: EntityClass[] = [OutputUse];
export const useRepositories = [OutputUsesRepository];
export const useServices = [OutputUsesService, TakenOutputs];
