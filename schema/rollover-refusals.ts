import type { Words } from '../solver/plan.ts';
import { Refusal } from './errors.ts';

/** The county has stepped into this school year already. */
export class RolledOverAlready extends Refusal {
  override readonly name = 'RolledOverAlready';
  /** The row's own key. */
  readonly rolloverId: string;

  constructor(rolloverId: string) {
    super('rolled-over-already', {
      zh: '本县已结转到该学年。如需重做，请先撤销上次结转。',
      en: 'The county has rolled over into this school year already. Take that back first to do it anew.',
    });
    this.rolloverId = rolloverId;
  }
}

/** It was taken back already, a later year stands on it, its year is over, or what it wrote was changed since; `edited` names grades, `CODE:stage GRADE`. */
export class RolloverCannotBeUndone extends Refusal {
  override readonly name = 'RolloverCannotBeUndone';
  readonly edited: readonly string[];

  constructor(because: 'undone' | 'later' | 'past' | 'edited', edited: readonly string[]) {
    const named = edited.slice(0, 5);
    super(
      'rollover-cannot-be-undone',
      because !== 'edited'
        ? stands[because]
        : {
            zh: `结转写入的学生数之后有修改或删除，不能撤销${named.length > 0 ? `：${named.join('、')}` : ''}。`,
            en: `What the rollover wrote was changed or removed since, so it cannot be taken back${named.length > 0 ? `: ${named.join(', ')}` : ''}.`,
          },
    );
    this.edited = edited;
  }
}

const stands: Readonly<Record<'undone' | 'later' | 'past', Words>> = {
  undone: { zh: '此次结转已经撤销。', en: 'This rollover has been taken back already.' },
  later: {
    zh: '本县已结转到更晚的学年，须先撤销之后的结转。',
    en: 'The county has rolled over into a later school year: take that back first.',
  },
  past: {
    zh: '只能撤销本学年或下一学年的结转；以往学年的学生数不能删除。',
    en: 'Only a rollover into the present school year or the next can be taken back: pupils of years past stay on file.',
  },
};
