import { Refusal } from './errors.ts';

/** What of the province is asked for already. */
export class BatchUnderWay extends Refusal {
  override readonly name = 'BatchUnderWay';
  /** The batch that is. */
  readonly batchId: string;

  constructor(batchId: string) {
    super('batch-under-way', {
      zh: '本省已有一批求解正在进行，请等其结束或先取消。',
      en: 'A batch of this province is under way. Wait for its end, or cancel it first.',
    });
    this.batchId = batchId;
  }
}

/** No county of the province has a round to solve. */
export class NoRoundToSolve extends Refusal {
  override readonly name = 'NoRoundToSolve';

  constructor(schoolYear: number) {
    super('no-round-to-solve', {
      zh: `${schoolYear}学年没有需要求解的轮次：各县尚未建立轮次、已过编制方案阶段、正在求解，或已有方案。`,
      en: `No round of the school year ${schoolYear} is left to solve: the counties have none, are past planning, are solving it themselves, or have their plan.`,
    });
  }
}

/** Nothing of it is queued or running. */
export class BatchHasEnded extends Refusal {
  override readonly name = 'BatchHasEnded';

  constructor() {
    super('batch-has-ended', {
      zh: '这批求解已经结束，无须取消。',
      en: 'Nothing of this batch is under way any more.',
    });
  }
}
