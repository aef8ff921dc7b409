import { ConfirmAssessmentDocument, PostingInFullDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { useWords } from '../../ui/language.ts';
import { Failure, Loading } from '../../ui/states.tsx';
import { useAct } from '../../ui/use-act.ts';
import { AssessmentPanel } from './assessment-panel.tsx';
import type { ActProps } from './posting-act.tsx';

/** HR reads what the host says, limit by limit, and confirms it: from then on the teacher reads it. */
export function ConfirmDialog({ posting, onClose, onDone, onReadAgain }: ActProps) {
  const { t } = useWords();
  const { act, fetching, notDone } = useAct(ConfirmAssessmentDocument);
  const { data, error, again } = useLiveQuery({
    query: PostingInFullDocument,
    variables: { id: posting.id },
  });
  const full = data?.node?.__typename === 'Posting' ? data.node : undefined;
  const assessment = full?.assessments.find(({ mayConfirm }) => mayConfirm);
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
      {error ? (
        <Failure error={error} onRetry={again} />
      ) : assessment ? (
        <AssessmentPanel assessment={assessment} />
      ) : full ? (
        <p className="quiet">{t('postings.nothingToConfirm')}</p>
      ) : (
        <Loading />
      )}
    </ActDialog>
  );
}
