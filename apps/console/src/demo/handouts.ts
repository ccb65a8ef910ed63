import type { INestApplicationContext } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { AnnouncementsService, announcementFields, MaterialsService, materialFields } from '#libs/training';
import { arrived, paper } from './papers.js';

const reader = {
  title: { lo: 'ເອກະສານປະກອບການຮຽນ', vi: 'Tài liệu học tập', en: 'Course reader' },
};

const welcome = {
  title: {
    lo: 'ຍິນດີຕ້ອນຮັບສູ່ຫຼັກສູດ',
    vi: 'Chào mừng đến với khóa học',
    en: 'Welcome to the course',
  },
  body: {
    lo: 'ວັນທຳອິດ ກະລຸນາມາກ່ອນເວລາ 15 ນາທີ ແລະ ນຳໜັງສືຜ່ານແດນມາພ້ອມ.',
    vi: 'Ngày đầu tiên, vui lòng đến trước giờ học 15 phút và mang theo hộ chiếu.',
    en: 'On the first day please come 15 minutes early and bring your passport.',
  },
};

/** Something to read, and a word to everybody, before a run begins. */
export async function handOut(context: INestApplicationContext, actor: Actor, runId: string): Promise<void> {
  const file = await arrived(context, 'course-reader.pdf', paper('COURSE READER', ''));
  await context.get(MaterialsService).addFile(actor, runId, materialFields.parse(reader), file);
  await context.get(AnnouncementsService).announce(actor, runId, announcementFields.parse(welcome));
}
