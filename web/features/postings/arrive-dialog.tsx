import { App } from 'antd';
import { useState } from 'react';
import { useClient } from 'urql';
import { type PostingRowFragment, ReportForDutyDocument } from '../../graphql/generated/graphql.ts';
import { whyNot } from '../../ui/act.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { useWords } from '../../ui/language.ts';

interface Props {
  readonly postings: readonly PostingRowFragment[];
  readonly today: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

interface Left {
  readonly posting: PostingRowFragment;
  readonly why: string;
}

/** Confirms that teachers came, one or many; who was refused is told by name, and the others stand. */
export function ArriveDialog({ postings, today, onClose, onDone }: Props) {
  const { t } = useWords();
  const { message } = App.useApp();
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [left, setLeft] = useState<readonly Left[]>();
  const waiting = left?.map(({ posting }) => posting) ?? postings;
  const words = { network: t('failure.network'), unknown: t('failure.unknown') };
  const confirm = async (on: string) => {
    setBusy(true);
    const refused: Left[] = [];
    for (const posting of waiting) {
      const { id, version } = posting;
      const answer = await client.mutation(ReportForDutyDocument, { id, version, on }).toPromise();
      const why = whyNot(answer, words);
      if (why !== undefined) refused.push({ posting, why });
    }
    setBusy(false);
    const done = waiting.length - refused.length;
    if (done > 0) message.success(t('postings.arrive.done', { count: done }));
    if (refused.length === 0) onClose();
    else setLeft(refused);
    if (done > 0) onDone();
  };
  const [only] = postings;
  return (
    <ActDialog
      title={t('postings.arrive.title')}
      effect={
        postings.length === 1 && only
          ? t('postings.arrive.effectOne', { name: only.teacher.name, school: only.hostSchool.name })
          : t('postings.arrive.effect', { count: postings.length })
      }
      doIt={t('postings.arrive.do')}
      fields={[
        {
          key: 'on',
          kind: 'date',
          label: t('postings.arrive.on'),
          initial: today,
          max: today,
          needed: true,
        },
      ]}
      busy={busy}
      notDone={
        left
          ? { code: 'some-left', message: t('postings.arrive.left', { count: left.length }), faults: [] }
          : undefined
      }
      onDo={({ on = today }) => void confirm(on)}
      onClose={onClose}
    >
      {left ? (
        <ul className="remedies">
          {left.map(({ posting, why }) => (
            <li key={posting.id}>
              {posting.teacher.name}：{why}
            </li>
          ))}
        </ul>
      ) : null}
    </ActDialog>
  );
}
