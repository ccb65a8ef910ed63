import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { UnitOfWork } from '#libs/platform';
import { ResemblancesRepository } from './resemblances.repository.js';
import { soundOf } from './sound.rules.js';

const atOnce = 500;

/** Gives people who were there before them the keys by which lookalikes are found. With none left it is one look. */
@Injectable()
export class SimilarityKeys implements OnApplicationBootstrap {
  constructor(
    private readonly resemblances: ResemblancesRepository,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    for (;;) {
      const people = await this.resemblances.withoutKeys(atOnce);
      if (people.length === 0) return;
      await this.unitOfWork.run(async () => {
        for (const { id, fullName, fullNameLatin } of people)
          await this.resemblances.setKeys(id, fullName, soundOf(fullName), soundOf(fullNameLatin));
      });
    }
  }
}
