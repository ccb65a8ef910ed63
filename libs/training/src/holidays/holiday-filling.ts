import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, type LocalisedText, localDateOf, newId } from '#libs/kernel';
import { type Country, countries } from '#libs/people';
import { Sweeps, Translator, UnitOfWork } from '#libs/platform';
import { Holiday, type HolidayContent } from './holiday.entity.js';
import { HolidaysRepository } from './holidays.repository.js';
import { laoHolidays } from './lao-holidays.js';
import { vietnameseHolidays } from './vietnamese-holidays.js';

/** From last year on, so many years beside it. */
const years = 5;

/** Fills in the holidays of every year that comes near, once each. From then on they are an admin's. */
@Injectable()
export class HolidayFilling implements OnModuleInit {
  constructor(
    private readonly holidays: HolidaysRepository,
    private readonly sweeps: Sweeps,
    private readonly translator: Translator,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sweeps.register(() => this.fill());
  }

  async fill(): Promise<void> {
    const lastYear = Number(localDateOf(this.clock.now()).slice(0, 4)) - 1;
    for (const country of countries)
      for (let year = lastYear; year < lastYear + years; year += 1)
        if (!(await this.holidays.isFilled(country, year))) await this.fillYear(country, year);
  }

  private async fillYear(country: Country, year: number): Promise<void> {
    const contents = country === 'LA' ? this.ofLaos(year) : await this.ofVietNam(year);
    await this.unitOfWork.run(async () => {
      // Two programs may start at once.
      if (await this.holidays.isFilled(country, year)) return;
      const rows = contents.map((content) => {
        const row = Object.assign(new Holiday(), { id: newId(), origin: 'library' as const, version: 1 });
        row.proclaim(content);
        return row;
      });
      await this.holidays.fill(country, year, rows);
    });
  }

  private ofLaos(year: number): HolidayContent[] {
    return laoHolidays(year).map(({ name, ...days }) => ({ country: 'LA', ...days, name: this.named(name) }));
  }

  private async ofVietNam(year: number): Promise<HolidayContent[]> {
    const found = await vietnameseHolidays(year);
    return found.map(({ name, vi, startsOn, endsOn }) => ({
      country: 'VN',
      startsOn,
      endsOn,
      name: name ? this.named(name) : { lo: '', vi, en: '' },
    }));
  }

  private named(name: string): LocalisedText {
    const say = (language: 'lo' | 'vi' | 'en') => this.translator.for(language)(`holidays.names.${name}`);
    return { lo: say('lo'), vi: say('vi'), en: say('en') };
  }
}
