import { useWords } from '../../ui/language.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { codes, type RectificationView, severities, states, waits } from './view.ts';

interface Props {
  readonly view: RectificationView;
  readonly onView: (patch: RectificationView) => void;
}

export function Filters({ view, onView }: Props) {
  const { t } = useWords();
  return (
    <div className="row-end no-print">
      <SelectField
        label={t('rectification.stateLabel')}
        none={t('all')}
        value={view.state}
        choices={states.map((value) => ({ value, label: t(`rectification.state.${value}`) }))}
        onChange={(state) => onView({ state })}
      />
      <SelectField
        label={t('rectification.waits')}
        none={t('all')}
        value={view.waits}
        choices={waits.map((value) => ({ value, label: t(`rectification.wait.${value}`) }))}
        onChange={(wait) => onView({ waits: wait })}
      />
      <SelectField
        label={t('rectification.severityLabel')}
        none={t('all')}
        value={view.severity}
        choices={severities.map((value) => ({ value, label: t(`rectification.severity.${value}`) }))}
        onChange={(severity) => onView({ severity })}
      />
      <SelectField
        label={t('rectification.codeLabel')}
        none={t('all')}
        value={view.code}
        choices={codes.map((value) => ({ value, label: t(`rectification.code.${value}`) }))}
        onChange={(code) => onView({ code })}
      />
      <SelectField
        label={t('rectification.stage')}
        none={t('all')}
        value={view.stage}
        choices={(['PRIMARY', 'JUNIOR'] as const).map((value) => ({ value, label: t(`stage.${value}`) }))}
        onChange={(stage) => onView({ stage })}
      />
    </div>
  );
}
