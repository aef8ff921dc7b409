import { CancelPostingDocument, UndoPostingStepDocument } from '../../graphql/generated/graphql.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { useWords } from '../../ui/language.ts';
import { useAct } from '../../ui/use-act.ts';
import type { ActProps } from './posting-act.tsx';

interface Props extends ActProps {
  readonly act: 'cancel' | 'undo';
}

const documents = { cancel: CancelPostingDocument, undo: UndoPostingStepDocument };

/** Calls a posting off, or takes its last step back: both want nothing but why. */
export function ReasonDialog({ posting, act: kind, onClose, onDone, onReadAgain }: Props) {
  const { t } = useWords();
  const { act, fetching, notDone } = useAct<object, { id: string; version: number; reason: string }>(
    documents[kind],
  );
  const { id, version, teacher, hostSchool } = posting;
  return (
    <ActDialog
      title={t(`postings.act.${kind}`)}
      effect={t(`postings.${kind}Effect`, { name: teacher.name, school: hostSchool.name })}
      doIt={t(`postings.act.${kind}`)}
      danger={kind === 'cancel'}
      fields={[{ key: 'reason', kind: 'long', label: t('postings.reason'), needed: true, maxLength: 500 }]}
      busy={fetching}
      notDone={notDone}
      onDo={async ({ reason = '' }) => {
        if (await act({ id, version, reason })) {
          onClose();
          onDone();
        }
      }}
      onClose={onClose}
      onReadAgain={onReadAgain}
    />
  );
}
