import { Injectable } from '@nestjs/common';
import { In, IsNull, Not } from 'typeorm';
import { Database } from '#libs/platform';
import { DatasetTable } from '../dataset/dataset-table.entity.js';
import { Output } from '../output.entity.js';
import { OutputFile } from '../output-file.entity.js';

/** What belongs to several outputs at once, each by the output's id. Sight is the caller's matter. */
@Injectable()
export class PublishedOutputsRepository {
  constructor(private readonly database: Database) {}

  async outputs(ids: readonly string[]): Promise<Map<string, Output>> {
    const found = await this.database.read.findBy(Output, { id: In([...ids]) });
    return new Map(found.map((output) => [output.id, output]));
  }

  async files(ids: readonly string[]): Promise<Map<string, OutputFile[]>> {
    return byOutput(
      await this.database.read.find(OutputFile, { where: { outputId: In([...ids]) }, order: { id: 'ASC' } }),
    );
  }

  /** Tables with rows, in their order. */
  async tables(ids: readonly string[]): Promise<Map<string, DatasetTable[]>> {
    return byOutput(
      await this.database.read.find(DatasetTable, {
        where: { outputId: In([...ids]), rowsKey: Not(IsNull()) },
        order: { position: 'ASC', id: 'ASC' },
      }),
    );
  }
}

const byOutput = <Part extends { outputId: string }>(parts: readonly Part[]): Map<string, Part[]> =>
  Map.groupBy(parts, ({ outputId }) => outputId);
