import { Injectable } from '@nestjs/common';
import { allOf, anyOf, containing, placeholders, type Where, where } from '#libs/platform';
import { PeopleRepository } from './people.repository.js';
import { searchKeyOf } from './person.rules.js';

/** Finds people by name, each by the name the one who looks is shown. */
@Injectable()
export class NameSearch {
  constructor(private readonly people: PeopleRepository) {}

  /**
   * Condition on `column`, a person's id: the name holds all of `words` (search keys); null without words. `within` is
   * the path of the organisation through which alone the searcher sees people. Of whom it has only its own words, these
   * are searched: what another organisation's record says must not be found out letter by letter.
   */
  async holding(column: string, words: readonly string[], within: string | null): Promise<Where | null> {
    if (words.length === 0) return null;
    const inRecord = allOf(...words.map((word) => where("named.search_key LIKE ? ESCAPE '!'", containing(word))));
    const recorded = where(
      `${column} IN (SELECT named.id FROM person named WHERE ${inRecord.sql})`,
      ...inRecord.parameters,
    );
    const told = within === null ? [] : await this.people.toldUnder(within);
    if (told.length === 0) return recorded;
    const found = told.filter(({ ownWords }) => {
      const searchKey = searchKeyOf(ownWords);
      return words.every((word) => searchKey.includes(word));
    });
    return anyOf(allOf(recorded, among(column, 'NOT IN', told)), found.length > 0 ? among(column, 'IN', found) : null);
  }
}

const among = (column: string, relation: 'IN' | 'NOT IN', people: readonly { personId: string }[]): Where =>
  where(`${column} ${relation} (${placeholders(people)})`, ...people.map(({ personId }) => personId));
