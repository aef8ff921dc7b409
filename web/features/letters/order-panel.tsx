import { Link } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { useState } from 'react';
import { OrderPostingsDocument, type PlanToCarryOutQuery } from '../../graphql/generated/graphql.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { count, day, instant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';

export type PlanToCarryOut = Extract<
  NonNullable<PlanToCarryOutQuery['node']>,
  { readonly __typename: 'Plan' }
>;

interface Props {
  readonly plan: PlanToCarryOut;
  readonly onDone: () => void;
}

/** The first step: the plan becomes postings, all at once. */
export function OrderPanel({ plan, onDone }: Props) {
  const { t, language } = useWords();
  const [asking, setAsking] = useState(false);
  const ordered = plan.orderedAt;
  return (
    <section className="panel" aria-labelledby="order-title">
      <h2 id="order-title">{t('letters.order.title')}</h2>
      {ordered ? (
        <>
          <p>
            {t('letters.order.done', {
              at: instant(ordered, language),
              count: count(plan.postings.totalCount, language),
            })}
          </p>
          <div className="row">
            <Link to="/postings" className="button-link">
              {t('letters.order.toPostings')}
            </Link>
          </div>
        </>
      ) : plan.mayOrder ? (
        <>
          <p>
            {t('letters.order.text', {
              count: plan.moved,
              day: day(plan.round.effective, language),
            })}
          </p>
          <div className="row">
            <Button type="primary" onClick={() => setAsking(true)}>
              {t('letters.order.do')}
            </Button>
          </div>
        </>
      ) : (
        <p className="quiet">{t('letters.order.notFinal')}</p>
      )}
      {asking ? <OrderDialog plan={plan} onClose={() => setAsking(false)} onDone={onDone} /> : null}
    </section>
  );
}

/** Where the registry has moved on, each case is told; who cannot go any more is left out with a reason, and the rest goes. */
function OrderDialog({ plan, onClose, onDone }: Props & { readonly onClose: () => void }) {
  const { t, say } = useWords();
  const { message } = App.useApp();
  const { act, fetching, notDone, answer } = useAct(OrderPostingsDocument);
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  const refused = answer?.orderPostings;
  const faults = refused?.__typename === 'OrdersRefused' ? refused.faults : [];
  return (
    <ActDialog
      title={t('letters.order.title')}
      effect={t('letters.order.effect', { count: plan.moved })}
      doIt={t('letters.order.do')}
      busy={fetching}
      notDone={notDone}
      onDo={async () => {
        const leftOut = Object.entries(reasons)
          .filter(([, reason]) => reason.trim() !== '')
          .map(([teacherId, reason]) => ({ teacherId, reason: reason.trim() }));
        if (!(await act({ plan: plan.id, version: plan.version, leftOut }))) return;
        message.success(t('letters.order.ordered'));
        onClose();
        onDone();
      }}
      onClose={onClose}
      onReadAgain={onDone}
    >
      {faults.length > 0 ? (
        <ul className="remedies">
          {faults.map(({ code, words, teacher, recruit }) => (
            <li key={`${code} ${teacher?.id ?? recruit?.id}`} className="stack">
              <span>
                <span className="strong">{(teacher ?? recruit)?.name}</span> {say(words)}
              </span>
              {teacher ? (
                <TextField
                  label={t('letters.order.leaveOut', { name: teacher.name })}
                  value={reasons[teacher.id] ?? ''}
                  onChange={(reason) => setReasons((before) => ({ ...before, [teacher.id]: reason }))}
                />
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
    </ActDialog>
  );
}
