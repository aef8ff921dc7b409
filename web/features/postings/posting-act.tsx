import type { PostingRowFragment } from '../../graphql/generated/graphql.ts';
import { AnswerDialog } from './answer-dialog.tsx';
import { ArriveDialog } from './arrive-dialog.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { DecideDialog } from './decide-dialog.tsx';
import { EndDialog } from './end-dialog.tsx';
import { ExtendDialog } from './extend-dialog.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { ReplaceDialog } from './replace-dialog.tsx';
import type { PostingTab } from './view.ts';

export type Act =
  | 'report'
  | 'replace'
  | 'confirm'
  | 'answer'
  | 'decide'
  | 'extend'
  | 'end'
  | 'cancel'
  | 'undo';

/** What may be done to a posting, the usual first; a tab offers what it is about, the drawer (no tab) everything. */
export function actsOf(
  { steps, assessments }: Pick<PostingRowFragment, 'steps' | 'assessments'>,
  tab?: PostingTab,
): readonly Act[] {
  const open: readonly Act[] = [
    ...(steps.includes('REPORT') ? (['report'] as const) : []),
    ...(steps.includes('REPLACE') ? (['replace'] as const) : []),
    ...(assessments.some(({ mayConfirm }) => mayConfirm) ? (['confirm'] as const) : []),
    ...(assessments.some(({ mayAnswer }) => mayAnswer) ? (['answer'] as const) : []),
    ...(steps.includes('DECIDE') ? (['decide'] as const) : []),
    ...(steps.includes('EXTEND') ? (['extend'] as const) : []),
    ...(steps.includes('END_EARLY') ? (['end'] as const) : []),
    ...(steps.includes('CANCEL') ? (['cancel'] as const) : []),
    ...(steps.includes('UNDO') ? (['undo'] as const) : []),
  ];
  const wanted = tab === undefined ? open : (offered[tab] ?? []);
  return open.filter((act) => wanted.includes(act));
}

const offered: Partial<Record<PostingTab, readonly Act[]>> = {
  report: ['report', 'replace', 'cancel'],
  serving: ['extend', 'end'],
  assess: ['confirm', 'answer'],
  due: ['confirm', 'answer', 'decide'],
  late: ['decide', 'cancel', 'replace'],
  ended: ['answer', 'replace', 'undo'],
};

export interface ActProps {
  readonly posting: PostingRowFragment;
  /** YYYY-MM-DD, where the county is. */
  readonly today: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
  readonly onReadAgain: () => void;
}

interface Props extends ActProps {
  /** Code of the county. */
  readonly county: string;
  readonly act: Act;
}

/** The dialog of one act. */
export function PostingAct({ act, county, ...props }: Props) {
  switch (act) {
    case 'report':
      return <ArriveDialog {...props} postings={[props.posting]} />;
    case 'replace':
      return <ReplaceDialog {...props} />;
    case 'confirm':
      return <ConfirmDialog {...props} />;
    case 'answer':
      return <AnswerDialog {...props} />;
    case 'decide':
      return <DecideDialog {...props} county={county} />;
    case 'extend':
      return <ExtendDialog {...props} />;
    case 'end':
      return <EndDialog {...props} county={county} />;
    case 'cancel':
    case 'undo':
      return <ReasonDialog {...props} act={act} />;
  }
}
