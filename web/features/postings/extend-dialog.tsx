import { ExtendPostingDocument } from '../../graphql/generated/graphql.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { day } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { useAct } from '../../ui/use-act.ts';
import type { ActProps } from './posting-act.tsx';

/** Puts the last day later. */
export function ExtendDialog({ posting, onClose, onDone, onReadAgain }: ActProps) {
  const { t, language } = useWords();
  const { act, fetching, notDone } = useAct(ExtendPostingDocument);
  const { id, version, teacher, hostSchool, endsOn } = posting;
  return (
    <ActDialog
      title={t('postings.act.extend')}
      effect={t('postings.extendEffect', {
        name: teacher.name,
        school: hostSchool.name,
        day: endsOn ? day(endsOn, language) : '—',
      })}
      doIt={t('postings.act.extend')}
      fields={[
        { key: 'until', kind: 'date', label: t('postings.until'), needed: true, min: endsOn ?? '' },
        { key: 'reason', kind: 'long', label: t('postings.reason'), needed: true, maxLength: 500 },
      ]}
      busy={fetching}
      notDone={notDone}
      onDo={async ({ until = '', reason = '' }) => {
        if (await act({ id, version, until, reason })) {
          onClose();
          onDone();
        }
      }}
      onClose={onClose}
      onReadAgain={onReadAgain}
    />
  );
}
