import { builder } from './builder.ts';
import { inWords } from './connection.ts';
import { Refusal } from './errors.ts';
import { RefusalInterface } from './refusal.ts';
import type { RecordFault as Fault } from './registry-acts.ts';

/** Values that cannot stand in the row; `faults` names each, and nothing was written. */
export class RecordRefused extends Refusal {
  override readonly name = 'RecordRefused';
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super('record-refused', {
      zh: `有 ${faults.length} 处填写有误，未作任何修改：${faults.map(({ name, expected }) => `${name.zh}应为${expected.zh}`).join('；')}。`,
      en: `${faults.length === 1 ? 'One value is' : `${faults.length} values are`} wrong and nothing was changed: ${faults.map(({ name, expected }) => `${name.en} should be ${expected.en}`).join('; ')}.`,
    });
    this.faults = faults;
  }
}

const RecordFault = builder.objectRef<Fault>('RecordFault').implement({
  description: 'One value that cannot stand in the row, and what could.',
  fields: (t) => ({
    column: t.exposeString('column', { description: 'Key of the column.' }),
    name: t.string({
      description: 'Its name, in the reader’s language.',
      resolve: ({ name }, _args, { language }) => inWords(name, language),
    }),
    grade: t.exposeInt('grade', {
      nullable: true,
      description: 'Place in the list of grades given, from 0; null: of the row itself.',
    }),
    code: t.exposeString('code', { description: 'The kind of fault; stable, for programs.' }),
    found: t.exposeString('found', { nullable: true, description: 'What was given; null: nothing.' }),
    expected: t.string({
      description: 'What should stand there, in the reader’s language.',
      resolve: ({ expected }, _args, { language }) => inWords(expected, language),
    }),
  }),
});

builder.objectType(RecordRefused, {
  interfaces: [RefusalInterface],
  name: 'RecordRefused',
  description: 'Values that cannot stand in the row: nothing was changed.',
  fields: (t) => ({
    faults: t.field({
      type: [RecordFault],
      description: 'Every one of them.',
      resolve: ({ faults }) => faults,
    }),
  }),
});
