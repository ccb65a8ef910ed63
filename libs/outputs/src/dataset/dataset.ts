import { RowImports } from '#libs/platform';
import { DatasetChecks } from './dataset-checks.js';
import { DatasetRows } from './dataset-rows.service.js';
import { DatasetTable } from './dataset-table.entity.js';
import { DatasetTablesRepository } from './dataset-tables.repository.js';
import { DatasetTables } from './dataset-tables.service.js';
import { DatasetTableErrors } from './table-errors.entity.js';

/** What the tables of datasets are made of. */
export const datasetEntities = [DatasetTable, DatasetTableErrors];
export const datasetRepositories = [
  DatasetTablesRepository,
  { provide: RowImports, useFactory: () => new RowImports() },
];
export const datasetServices = [DatasetTables, DatasetRows, DatasetChecks];
