import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { NotePlanDocument, PlanNotesDocument, type PlanNotesQuery } from '../../graphql/generated/graphql.ts';
import { usePages } from '../../graphql/use-pages.ts';
import { instant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { More } from '../../ui/more.tsx';
import { NotDone } from '../../ui/not-done.tsx';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useActs } from '../../ui/use-act.ts';
import type { PlanView } from './view.ts';

interface Props {
  readonly planId: string;
  readonly onView: (patch: PlanView) => void;
}

/** What officers tell one another about the plan; nobody else reads it. */
export function NotesTab({ planId, onView }: Props) {
  const { t, language } = useWords();
  const { rows, total, fetching, error, more, again, failure } = usePages(
    PlanNotesDocument,
    { id: planId, first: 50 },
    notesIn,
  );
  const { act, fetching: noting, notDone } = useActs();
  const [text, setText] = useState('');
  const note = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const done = await act(NotePlanDocument, { plan: planId, teacher: null, text });
    if (done === undefined) return;
    setText('');
    again();
  };
  return (
    <div className="stack">
      <form className="stack" onSubmit={note}>
        <TextField long label={t('planNotes.write')} required value={text} onChange={setText} />
        <NotDone why={notDone} />
        <div>
          <Button type="primary" htmlType="submit" loading={noting} disabled={text.trim() === ''}>
            {t('planNotes.add')}
          </Button>
        </div>
      </form>
      {error && rows.length === 0 ? <Failure error={error} onRetry={again} /> : null}
      {rows.length > 0 ? (
        <>
          <ol className="deeds">
            {rows.map((one) => (
              <li key={one.id}>
                <span className="quiet small">
                  {instant(one.createdAt, language)} · {one.createdBy?.name ?? t('unknown')}
                </span>
                {one.teacher ? (
                  <>
                    {' '}
                    <button
                      type="button"
                      className="link"
                      onClick={() => onView({ teacher: one.teacher?.id })}
                    >
                      {one.teacher.name}
                    </button>
                  </>
                ) : null}
                <p>{one.text}</p>
              </li>
            ))}
          </ol>
          <More shown={rows.length} total={total} fetching={fetching} more={more} failure={failure} />
        </>
      ) : fetching ? (
        <Loading />
      ) : (
        <EmptyState title={t('planNotes.none')}>{t('planNotes.noneText')}</EmptyState>
      )}
    </div>
  );
}

const notesIn = ({ node }: PlanNotesQuery) => (node?.__typename === 'Plan' ? node.notes : undefined);
