import type { RecruitState } from '../prisma/generated/enums.ts';
import type { Words } from '../solver/plan.ts';
import { Refusal } from './errors.ts';

/** The recruit is in another state than the step begins from. */
export class RecruitNotAtThisStep extends Refusal {
  override readonly name = 'RecruitNotAtThisStep';
  readonly state: RecruitState;

  constructor(state: RecruitState, from: readonly RecruitState[]) {
    const named = (language: keyof Words, between: string) =>
      from.map((one) => stateNames[one][language]).join(between);
    super('recruit-not-at-this-step', {
      zh: `该新聘教师当前为“${stateNames[state].zh}”，只有“${named('zh', '”或“')}”的才能这样处理。`,
      en: `This recruit ${stateNames[state].en}; only one who ${named('en', ' or ')} can be dealt with so.`,
    });
    this.state = state;
  }
}

/** What the states are called. */
const stateNames: Readonly<Record<RecruitState, Words>> = {
  waiting: { zh: '待安置', en: 'waits to be placed' },
  ordered: { zh: '已下达', en: 'is ordered to a school' },
  placed: { zh: '已到岗', en: 'serves as a teacher' },
  withdrawn: { zh: '已退出', en: 'has withdrawn' },
};
