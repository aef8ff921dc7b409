import { Alert, Button } from 'antd';
import { useState } from 'react';
import {
  DrawUpRectificationListDocument,
  type DrawUpRectificationListMutation,
} from '../../graphql/generated/graphql.ts';
import { AskFirst } from '../../ui/ask-first.tsx';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { useAct } from '../../ui/use-act.ts';

interface Props {
  readonly countyId: string;
  readonly onDrawn: () => void;
}

type Drawn = Extract<
  DrawUpRectificationListMutation['drawUpRectificationList'],
  { readonly __typename: 'DrawnUp' }
>;

/** Holds the list against what is on file today; what people have entered stays. */
export function DrawUp({ countyId, onDrawn }: Props) {
  const { t } = useWords();
  const [standard, setStandard] = useState<'BASIC_2012'>();
  const [view, setView] = useState<'REGISTERED'>();
  const [drawn, setDrawn] = useState<Drawn>();
  const { act, fetching, notDone } = useAct(DrawUpRectificationListDocument);
  const drawUp = async () => {
    const done = await act({ countyId, standard: standard ?? 'QUALITY_2017', view: view ?? 'SERVING' });
    if (done?.drawUpRectificationList.__typename !== 'DrawnUp') return;
    setDrawn(done.drawUpRectificationList);
    onDrawn();
  };
  return (
    <section className="panel no-print" aria-label={t('rectification.drawUp')}>
      <div className="row-end">
        <SelectField
          label={t('indicators.standard')}
          none={t('indicators.standardName.QUALITY_2017')}
          value={standard}
          choices={[{ value: 'BASIC_2012', label: t('indicators.standardName.BASIC_2012') }]}
          onChange={setStandard}
        />
        <SelectField
          label={t('indicators.view')}
          none={t('indicators.viewName.SERVING')}
          value={view}
          choices={[{ value: 'REGISTERED', label: t('indicators.viewName.REGISTERED') }]}
          onChange={setView}
        />
        <AskFirst
          title={t('rectification.drawUp')}
          description={<p className="wide">{t('rectification.drawUpText')}</p>}
          okText={t('rectification.confirm')}
          cancelText={t('rectification.cancel')}
          onConfirm={drawUp}
        >
          <Button loading={fetching}>{t('rectification.drawUp')}</Button>
        </AskFirst>
      </div>
      <NotDone why={notDone} />
      {drawn ? <Alert type="success" showIcon title={t('rectification.drawn', { ...drawn })} /> : null}
    </section>
  );
}
