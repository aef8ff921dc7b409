import { ConfirmAssessmentDocument } from '../../graphql/generated/graphql.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { useWords } from '../../ui/language.ts';
import { useAct } from '../../ui/use-act.ts';
import { useAssessment } from './assessment-read.tsx';
import type { ActProps } from './posting-act.tsx';

/** HR reads what the host says, limit by limit, and confirms it: from then on the teacher reads it. */
export function ConfirmDialog({ posting, onClose, onDone, onReadAgain }: ActProps) {
  const { t } = useWords();
  const { act, fetching, notDone } = useAct(ConfirmAssessmentDocument);
  const { assessment, shown } = useAssessment(
    posting.id,
    ({ mayConfirm }) => mayConfirm,
    t('postings.nothingToConfirm'),
  );
  return (
    <ActDialog
      title={t('postings.act.confirm')}
      effect={t('postings.confirmEffect', { name: posting.teacher.name, school: posting.hostSchool.name })}
      doIt={t('postings.act.confirm')}
      busy={fetching}
      notDone={notDone}
      onDo={async () => {
        if (assessment && (await act({ id: assessment.id, version: assessment.version }))) {
          onClose();
          onDone();
        }
      }}
      onClose={onClose}
      onReadAgain={onReadAgain}
    >
      {shown}
    </ActDialog>
  );
}
