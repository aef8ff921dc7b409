import { AnswerAssessmentDocument } from '../../graphql/generated/graphql.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { useWords } from '../../ui/language.ts';
import { useAct } from '../../ui/use-act.ts';
import { useAssessment } from './assessment-read.tsx';
import type { ActProps } from './posting-act.tsx';

const answers = ['stays', 'returned'] as const;

/** HR reads the assessment and what the teacher says to it, and answers: it stays, or the host writes it anew. */
export function AnswerDialog({ posting, onClose, onDone, onReadAgain }: ActProps) {
  const { t } = useWords();
  const { act, fetching, notDone } = useAct(AnswerAssessmentDocument);
  const { assessment, shown } = useAssessment(
    posting.id,
    ({ mayAnswer }) => mayAnswer,
    t('postings.nothingToAnswer'),
  );
  return (
    <ActDialog
      title={t('postings.act.answer')}
      effect={t('postings.answerEffect', { name: posting.teacher.name, school: posting.hostSchool.name })}
      doIt={t('postings.answerDo')}
      fields={[
        {
          key: 'outcome',
          kind: 'choice',
          label: t('postings.answerLabel'),
          initial: 'stays',
          choices: answers.map((value) => ({ value, label: t(`postings.answers.${value}`) })),
        },
        { key: 'answer', kind: 'long', label: t('postings.answerText'), needed: true, maxLength: 1000 },
      ]}
      busy={fetching}
      notDone={notDone}
      onDo={async ({ outcome, answer = '' }) => {
        if (!assessment) return;
        const { id, version } = assessment;
        if (await act({ id, version, answer, returned: outcome === 'returned' })) {
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
