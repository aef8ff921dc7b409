import type { LetterKind } from '../../prisma/generated/enums.ts';
import type { Language } from '../../schema/context.ts';
import type { Block, BlockKind, ListColumn, TemplateText } from '../../schema/letter-text.ts';

/** The template that comes with the software: in the form of official papers (GB/T 9704-2012), for officers to edit. */
export const shipped = ({ kind, language }: { kind: LetterKind; language: Language }): TemplateText =>
  templates[language][kind];

const block = (as: BlockKind, text = '', label = ''): Block => ({ as, label, text });
const row = (label: string, text = '') => block('row', text, label);
const letter = (reference: string, ...blocks: Block[]): TemplateText => ({
  reference,
  names: 'masked',
  columns: [],
  blocks,
});
const columns: ListColumn[] = ['number', 'name', 'from', 'to', 'subject'];

const templates: Readonly<Record<Language, Readonly<Record<LetterKind, TemplateText>>>> = {
  'zh-CN': {
    dispatch: letter(
      '{mark}教派〔{year}〕{serial}号',
      block('title', '教师交流轮岗派遣函'),
      block('reference', '{reference}'),
      block('to', '{to school}：'),
      block(
        'text',
        '根据{school year}学年义务教育学校校长教师交流轮岗工作安排，经研究，现派遣{from}{teacher}同志（工号：{staff number}）自{from day}起到{to}{task}。{relation}。',
      ),
      block(
        'text',
        '请{teacher}同志持本函按期报到，并与{from school}办妥工作交接。请你校做好接收和工作安排，并按规定进行管理与考核。',
      ),
      block('text', '特此函达。'),
      block('sign', '{office}'),
      block('date', '{dated}'),
    ),
    transfer: letter(
      '{mark}教转〔{year}〕{serial}号',
      block('title', '教师人事关系转移表'),
      block('reference', '{reference}'),
      row('姓名', '{teacher}'),
      row('工号', '{staff number}'),
      row('转出学校', '{from}'),
      row('转入学校', '{to}'),
      row('到校工作', '{task}'),
      row('交流形式', '{form}'),
      row('转移日期', '{from day}'),
      row('转出学校意见（盖章）'),
      row('转入学校意见（盖章）'),
      row('主管部门意见（盖章）'),
      block(
        'text',
        '上述同志的人事关系自{from day}起由{from school}转入{to school}，请按规定办理编制、岗位、工资、社会保险等手续。',
      ),
      block('sign', '{office}'),
      block('date', '{dated}'),
    ),
    return: letter(
      '{mark}教返〔{year}〕{serial}号',
      block('title', '教师交流期满返校通知'),
      block('reference', '{reference}'),
      block('to', '{from school}、{to school}：'),
      block(
        'text',
        '{from}{teacher}同志（工号：{staff number}）交流期满，经研究，自{from day}起返回{to}{task}。{relation}。',
      ),
      block(
        'text',
        '请{teacher}同志与{from school}办妥工作交接，按期到{to school}报到。请{from school}移交该同志交流期间的考核材料，请{to school}做好工作安排。',
      ),
      block('text', '特此通知。'),
      block('sign', '{office}'),
      block('date', '{dated}'),
    ),
    circuit: letter(
      '{mark}教走〔{year}〕{serial}号',
      block('title', '教师走教安排通知'),
      block('reference', '{reference}'),
      block('to', '{from school}、{to school}：'),
      block(
        'text',
        '根据{school year}学年义务教育学校教师走教工作安排，经研究，{from}{teacher}同志（工号：{staff number}）自{from day}起至{until day}到{to}走教，{days a week}，{task}。走教期间，该同志的岗位和人事关系不变。',
      ),
      block(
        'text',
        '请两校商定具体到校日并相应编排课表。{to school}负责走教期间的教学安排和考勤，并将情况反馈{from school}，作为考核依据。',
      ),
      block('text', '特此通知。'),
      block('sign', '{office}'),
      block('date', '{dated}'),
    ),
    placement: letter(
      '{mark}教聘〔{year}〕{serial}号',
      block('title', '新聘教师安置通知'),
      block('reference', '{reference}'),
      block('to', '{to school}：'),
      block(
        'text',
        '根据{school year}学年教师招聘和岗位安排，经研究，新聘{recruited as}{teacher}同志（工号：{staff number}）自{from day}起到{to}{task}。{contract}。',
      ),
      block(
        'text',
        '请{teacher}同志持本通知按期到{to school}报到。请你校做好接收和工作安排，指定指导教师，并按规定办理聘用手续。',
      ),
      block('text', '特此通知。'),
      block('sign', '{office}'),
      block('date', '{dated}'),
    ),
    notice: {
      reference: '{mark}教公示〔{year}〕{serial}号',
      names: 'masked',
      columns,
      blocks: [
        block('title', '关于{school year}学年义务教育学校校长教师交流轮岗{list}名单的公示'),
        block('reference', '{reference}'),
        block(
          'text',
          '根据义务教育学校校长教师交流轮岗工作安排，现将{school year}学年交流轮岗{list}人员名单（共{count}人，自{from day}起到岗）予以公示。公示期至{objections until}。',
        ),
        block(
          'text',
          '公示期间如有异议，请以书面形式实名向{office}反映，并附具体事实和联系方式，以便核查答复。',
        ),
        block('list'),
        block('sign', '{office}'),
        block('date', '{dated}'),
      ],
    },
  },
  en: {
    dispatch: letter(
      'Dispatch No. {serial} of {year}',
      block('title', 'Letter of dispatch: exchange of teachers'),
      block('reference', '{reference}'),
      block('to', 'To {to school}:'),
      block(
        'text',
        'Under the exchange of principals and teachers in compulsory education for the school year {school year}, {teacher} (staff number {staff number}) of {from} is dispatched to {to} from {from day} {task}. {relation}.',
      ),
      block(
        'text',
        '{teacher} is asked to report for duty with this letter by that day, having handed over at {from school}. The receiving school is asked to receive, employ and assess the teacher as the rules provide.',
      ),
      block('sign', '{office}'),
      block('date', '{dated}'),
    ),
    transfer: letter(
      'Transfer No. {serial} of {year}',
      block('title', 'Transfer of personnel relation'),
      block('reference', '{reference}'),
      row('Name', '{teacher}'),
      row('Staff number', '{staff number}'),
      row('From', '{from}'),
      row('To', '{to}'),
      row('Goes', '{task}'),
      row('Form of exchange', '{form}'),
      row('Transferred on', '{from day}'),
      row('Sending school (seal)'),
      row('Receiving school (seal)'),
      row('Authority (seal)'),
      block(
        'text',
        'The personnel relation of the above moves from {from school} to {to school} on {from day}. Post, grade, salary and social insurance are to be transferred as the rules provide.',
      ),
      block('sign', '{office}'),
      block('date', '{dated}'),
    ),
    return: letter(
      'Return No. {serial} of {year}',
      block('title', 'Notice of return from an exchange'),
      block('reference', '{reference}'),
      block('to', 'To {from school} and {to school}:'),
      block(
        'text',
        'The exchange of {teacher} (staff number {staff number}) at {from} is over: the teacher returns to {to} from {from day} {task}. {relation}.',
      ),
      block(
        'text',
        '{teacher} is asked to hand over at {from school} and to report at {to school} by that day. {from school} is asked to pass on the assessments of the exchange, and {to school} to have work ready.',
      ),
      block('sign', '{office}'),
      block('date', '{dated}'),
    ),
    circuit: letter(
      'Circuit No. {serial} of {year}',
      block('title', 'Notice of circuit teaching'),
      block('reference', '{reference}'),
      block('to', 'To {from school} and {to school}:'),
      block(
        'text',
        'In the school year {school year}, {teacher} (staff number {staff number}) of {from} goes to {to} {days a week} {task}, from {from day} to {until day}. Post and personnel relation do not change.',
      ),
      block(
        'text',
        'The two schools are asked to agree on the days and to set their timetables by them. {to school} sees to lessons and attendance there, and tells {from school}, which assesses the teacher.',
      ),
      block('sign', '{office}'),
      block('date', '{dated}'),
    ),
    placement: letter(
      'Placement No. {serial} of {year}',
      block('title', 'Notice of placement: newly recruited teacher'),
      block('reference', '{reference}'),
      block('to', 'To {to school}:'),
      block(
        'text',
        'For the school year {school year}, {teacher} (staff number {staff number}), recruited as {recruited as}, is placed at {to} from {from day} {task}. {contract}.',
      ),
      block(
        'text',
        '{teacher} is asked to report for duty at {to school} with this notice by that day. The school is asked to have work ready, to name a mentor, and to see to the employment as the rules provide.',
      ),
      block('sign', '{office}'),
      block('date', '{dated}'),
    ),
    notice: {
      reference: 'Notice No. {serial} of {year}',
      names: 'masked',
      columns,
      blocks: [
        block('title', 'Public notice: exchange of principals and teachers, {school year}, {list} list'),
        block('reference', '{reference}'),
        block(
          'text',
          'The {count} people below are to be exchanged in the school year {school year}, from {from day}. Objections are taken until {objections until}.',
        ),
        block(
          'text',
          'Objections go to the {office} in writing, under the sender’s own name, with the facts and how to be reached, so that they can be looked into and answered.',
        ),
        block('list'),
        block('sign', '{office}'),
        block('date', '{dated}'),
      ],
    },
  },
};
