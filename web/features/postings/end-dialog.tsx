import { useState } from 'react';
import { type EarlyEnd, EndPostingEarlyDocument } from '../../graphql/generated/graphql.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { useWords } from '../../ui/language.ts';
import { useAct } from '../../ui/use-act.ts';
import { BackField } from './back-field.tsx';
import type { ActProps } from './posting-act.tsx';

const kinds: readonly EarlyEnd[] = [
  'HEALTH',
  'FAMILY',
  'HOST_REQUEST',
  'HOME_REQUEST',
  'LEFT_SERVICE',
  'OTHER',
];

/** Ends a posting before its last day. */
export function EndDialog({
  posting,
  county,
  today,
  onClose,
  onDone,
  onReadAgain,
}: ActProps & { readonly county: string }) {
  const { t } = useWords();
  const { act, fetching, notDone } = useAct(EndPostingEarlyDocument);
  const [back, setBack] = useState('');
  const { id, version, teacher, hostSchool } = posting;
  return (
    <ActDialog
      title={t('postings.act.end')}
      effect={t('postings.endEffect', { name: teacher.name, school: hostSchool.name })}
      doIt={t('postings.act.end')}
      danger
      fields={[
        {
          key: 'on',
          kind: 'date',
          label: t('postings.lastDay'),
          initial: today,
          needed: true,
          min: today,
          ...(posting.endsOn ? { max: posting.endsOn } : {}),
        },
        {
          key: 'kind',
          kind: 'choice',
          label: t('postings.endWhy'),
          choices: kinds.map((value) => ({ value, label: t(`postings.early.${value}`) })),
        },
        {
          key: 'reason',
          kind: 'long',
          label: t('postings.endMore'),
          maxLength: 500,
          help: t('postings.endPrivate'),
        },
      ]}
      busy={fetching}
      notDone={notDone}
      onDo={async ({ on = today, kind, reason }) => {
        const done = await act({
          id,
          version,
          on,
          kind: kinds.find((one) => one === kind) ?? 'OTHER',
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
