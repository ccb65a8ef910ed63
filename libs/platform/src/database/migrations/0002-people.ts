import type { MigrationInterface, QueryRunner } from 'typeorm';
import { calendarDate, id, instant, json, longText, orNull, text, whole } from '../columns.js';
import { createTable } from '../tables.js';

export class People1763800100000 implements MigrationInterface {
  name = 'People1763800100000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'organisation',
      {
        id: id(),
        code: text(40),
        kind: text(30),
        country: text(2),
        parent_id: orNull(id()),
        path: text(400),
        name: json(),
        short_name: json(),
        search_key: longText(),
        sort_key: text(600),
        province: orNull(text(6)),
        valid_from: calendarDate(),
        valid_to: orNull(calendarDate()),
        successor_id: orNull(id()),
        version: whole(),
      },
      {
        unique: { uq_organisation_code: ['code'] },
        index: { ix_organisation_path: ['path'] },
        references: { parent_id: 'organisation', successor_id: 'organisation' },
      },
    );
    await createTable(
      runner,
      'person',
      {
        id: id(),
        full_name: text(250),
        full_name_latin: text(250),
        nationality: text(2),
        sex: text(10),
        birth_date: orNull(calendarDate()),
        position: json(),
        trainee_kind: orNull(text(30)),
        organisation_id: orNull(id()),
        phone: text(40),
        email: text(254),
        identity_number_sealed: orNull(text(400)),
        identity_number_digest: orNull(text(64)),
        identity_key: orNull(text(600)),
        search_key: longText(),
        sort_key: text(600),
        version: whole(),
      },
      {
        unique: {
          uq_person_identity_number: ['identity_number_digest'],
          uq_person_identity_key: ['identity_key'],
        },
        index: { ix_person_sort_key: ['sort_key', 'id'] },
        references: { organisation_id: 'organisation' },
      },
    );
    await createTable(
      runner,
      'person_organisation',
      { id: id(), person_id: id(), organisation_id: id(), since: instant(), own_words: orNull(json()) },
      {
        unique: { uq_person_organisation: ['person_id', 'organisation_id'] },
        references: { person_id: 'person', organisation_id: 'organisation' },
      },
    );
    await createTable(
      runner,
      'account',
      {
        id: id(),
        email: text(254),
        password_hash: orNull(text(300)),
        person_id: orNull(id()),
        organisation_id: orNull(id()),
        name: text(250),
        search_key: longText(),
        sort_key: text(600),
        language: text(2),
        status: text(20),
        invitation_digest: orNull(text(64)),
        invitation_expires_at: orNull(instant()),
        created_at: instant(),
        version: whole(),
      },
      {
        unique: { uq_account_email: ['email'], uq_account_invitation: ['invitation_digest'] },
        references: { person_id: 'person', organisation_id: 'organisation' },
      },
    );
    await createTable(
      runner,
      'account_role',
      { id: id(), account_id: id(), role: text(30) },
      {
        unique: { uq_account_role: ['account_id', 'role'] },
        index: { ix_account_role_role: ['role'] },
        references: { account_id: 'account' },
      },
    );
    await createTable(
      runner,
      'sign_in',
      {
        id: id(),
        account_id: id(),
        kind: text(10),
        token_digest: text(64),
        user_agent: text(200),
        created_at: instant(),
        last_used_at: instant(),
        expires_at: instant(),
        ended_at: orNull(instant()),
        version: whole(),
      },
      { unique: { uq_sign_in_token: ['token_digest'] }, references: { account_id: 'account' } },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['sign_in', 'account_role', 'account', 'person_organisation', 'person', 'organisation'])
      await runner.dropTable(table, true);
  }
}
