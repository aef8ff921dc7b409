import { Alert, App, Button, Steps } from 'antd';
import { useState } from 'react';
import { SubmitRequestDocument } from '../../graphql/generated/graphql.ts';
import { Facts } from '../../ui/figures.tsx';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { useAct } from '../../ui/use-act.ts';
import { type Asked, AskedFields, complete, priorityKey } from './asked-fields.tsx';
import { PostChoice, type Wanted } from './post-choice.tsx';
import type { Asking } from './requests-page.tsx';

interface Props {
  readonly school: Asking;
  readonly roundId: string;
  readonly onSent: () => void;
  readonly onCancel: () => void;
}

/** In three steps: which subject, with what demand shows there; how many, of which level and why; looked over and sent. */
export function RequestWizard({ school, roundId, onSent, onCancel }: Props) {
  const { t, say } = useWords();
  const { message } = App.useApp();
  const [step, setStep] = useState(0);
  const [wanted, setWanted] = useState<Wanted>();
  const [asked, setAsked] = useState<Asked>({ count: 1, level: 'NONE', priority: 3, reason: '' });
  const { act, fetching, notDone, forget } = useAct(SubmitRequestDocument);
  const send = async () => {
    if (!wanted) return;
    const done = await act({
      round: roundId,
      section: wanted.section.id,
      subject: wanted.cell.subject.code,
      request: asked,
    });
    if (done?.submitRequest.__typename !== 'Request') return;
    message.success(t('schoolRequests.sent', { number: done.submitRequest.number }));
    onSent();
  };
  const go = (to: number) => {
    forget();
    setStep(to);
  };
  return (
    <section className="panel" aria-label={t('schoolRequests.ask')}>
      <h2>{t('schoolRequests.ask')}</h2>
      <Steps
        size="small"
        current={step}
        items={(['which', 'what', 'send'] as const).map((key) => ({
          title: t(`schoolRequests.step.${key}`),
        }))}
      />
      {step === 0 ? <PostChoice school={school} chosen={wanted} onChoose={setWanted} /> : null}
      {step === 1 ? <AskedFields asked={asked} onChange={setAsked} /> : null}
      {step === 2 && wanted ? (
        <>
          <Facts
            facts={[
              {
                label: t('schoolRequests.post'),
                value: `${school.name} ${t(`stage.${wanted.section.stage}`)} · ${say(wanted.cell.subject.words)}`,
              },
              { label: t('schoolRequests.count'), value: asked.count },
              { label: t('schoolRequests.level'), value: t(`schoolRequests.levels.${asked.level}`) },
              {
                label: t('schoolRequests.priority'),
                value: t(priorityKey(asked.priority)),
              },
              { label: t('schoolRequests.reason'), value: asked.reason },
            ]}
          />
          {wanted.cell.gap === 0 ? <Alert type="warning" showIcon title={t('schoolRequests.noGap')} /> : null}
          <p className="quiet small">{t('schoolRequests.sendText')}</p>
        </>
      ) : null}
      <NotDone why={notDone} />
      <div className="row">
        {step > 0 ? <Button onClick={() => go(step - 1)}>{t('schoolRequests.back')}</Button> : null}
        {step < 2 ? (
          <Button
            type="primary"
            disabled={step === 0 ? wanted === undefined : !complete(asked)}
            onClick={() => go(step + 1)}
          >
            {t('schoolRequests.next')}
          </Button>
        ) : (
          <Button type="primary" onClick={send} loading={fetching}>
            {t('schoolRequests.send')}
          </Button>
        )}
        <Button type="text" onClick={onCancel}>
          {t('schoolRequests.cancel')}
        </Button>
      </div>
    </section>
  );
}
