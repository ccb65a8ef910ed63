import type { EntityClass } from '#libs/platform';
import { OutputUse } from './output-use.entity.js';
import { OutputUsesRepository } from './output-uses.repository.js';
import { OutputUsesService } from './output-uses.service.js';
import { TakenOutputs } from './taken-outputs.js';
import { UseFiguresRepository } from './use-figures.repository.js';
import { UseFiguresService } from './use-figures.service.js';
import { UseNotices } from './use-notices.js';

/** What the room has for the record of who used what. */
export const useEntities: EntityClass[] = [OutputUse];
export const useRepositories = [OutputUsesRepository, UseFiguresRepository];
export const useServices = [OutputUsesService, TakenOutputs, UseFiguresService, UseNotices];
