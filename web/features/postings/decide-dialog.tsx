import { useState } from 'react';
import { DecideEndOfPostingDocument, type PostingDecision } from '../../graphql/generated/graphql.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { day, schoolYear } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { useAct } from '../../ui/use-act.ts';
import { BackField } from './back-field.tsx';
import type { ActProps } from './posting-act.tsx';

const decisions: readonly PostingDecision[] = ['RETURN', 'EXTEND'];

/** Home or longer: the assessment proposes, a person decides. */
export function DecideDialog({
  posting,
  county,
  onClose,
  onDone,
  onReadAgain,
}: ActProps & { readonly county: string }) {
  const { t, language } = useWords();
  const { act, fetching, notDone } = useAct(DecideEndOfPostingDocument);
  const [back, setBack] = useState('');
  const { id, version, teacher, hostSchool, endsOn, assessments } = posting;
  const newest = assessments.find(({ state }) => state === 'CONFIRMED');
  return (
    <ActDialog
      title={t('postings.act.decide')}
      effect={
        <>
          {t('postings.decideEffect', {
            name: teacher.name,
            school: hostSchool.name,
            day: endsOn ? day(endsOn, language) : '—',
          })}{' '}
          {newest
            ? t(newest.passed ? 'postings.proposesReturn' : 'postings.proposesExtend', {
                year: schoolYear(newest.schoolYear),
              })
            : t('postings.noAssessment')}
        </>
      }
      doIt={t('postings.decideDo')}
      fields={[
        {
          key: 'decision',
          kind: 'choice',
          label: t('postings.decisionLabel'),
          initial: newest && !newest.passed ? 'EXTEND' : 'RETURN',
          choices: decisions.map((value) => ({ value, label: t(`postings.decision.${value}`) })),
        },
        { key: 'reason', kind: 'long', label: t('postings.decideReason'), maxLength: 500 },
      ]}
      busy={fetching}
      notDone={notDone}
      onDo={async ({ decision, reason }) => {
        const done = await act({
          id,
          version,
          decision: decisions.find((one) => one === decision) ?? 'RETURN',
          reason: reason || null,
          back: back || null,
        });
        if (!done) return;
        onClose();
        onDone();
      }}
      onClose={onClose}
      onReadAgain={onReadAgain}
    >
      <BackField county={county} value={back} onChange={setBack} />
    </ActDialog>
  );
}
