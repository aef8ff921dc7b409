import { Checkbox } from 'antd';
import { useWords } from '../../ui/language.ts';
import { SearchField } from '../../ui/search-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import type { Roster, StandingIndex } from './roster.ts';
import { backbones, places, type RegistryView } from './view.ts';

interface Props {
  readonly roster: Roster;
  readonly standing: StandingIndex | undefined;
  /** Whether the standing is being read. */
  readonly waiting: boolean;
  readonly view: RegistryView;
  readonly onView: (patch: RegistryView) => void;
}

const stages = ['PRIMARY', 'JUNIOR'] as const;
/** Milliseconds after the last key: the rows are here, and need nobody to be asked. */
const pause = 60;

export function Filters({ roster, standing, waiting, view, onView }: Props) {
  const { t, say } = useWords();
  return (
    <search className="row-end no-print">
      <SearchField
        label={t('registry.search')}
        value={view.q}
        pause={pause}
        onSearch={(q) => onView({ q })}
      />
      <SelectField
        label={t('registry.column.school')}
        none={t('all')}
        value={view.school}
        choices={roster.schools.map(({ code, name }) => ({ value: code, label: name }))}
        onChange={(school) => onView({ school })}
      />
      <SelectField
        label={t('registry.column.subject')}
        none={t('all')}
        value={view.subject}
        choices={roster.subjects.map(({ code, zh, en }) => ({ value: code, label: say({ zh, en }) }))}
        onChange={(subject) => onView({ subject })}
      />
      <SelectField
        label={t('registry.column.stage')}
        none={t('all')}
        value={view.stage}
        choices={stages.map((value) => ({ value, label: t(`stage.${value}`) }))}
        onChange={(stage) => onView({ stage })}
      />
      <SelectField
        label={t('registry.column.place')}
        none={t('all')}
        value={view.place}
        choices={places.map((value) => ({ value, label: t(`place.${value}`) }))}
        onChange={(place) => onView({ place })}
      />
      <SelectField
        label={t('registry.column.backbone')}
        none={t('all')}
        value={view.backbone}
        choices={backbones.map((value) => ({ value, label: t(`backbone.${value}`) }))}
        onChange={(backbone) => onView({ backbone })}
      />
      {standing ? (
        <SelectField
          label={t('registry.column.standing')}
          none={t('all')}
          value={view.standing}
          choices={[
            { value: 'eligible', label: t('registry.eligible') },
            ...standing.rules.map(({ rule, title }) => ({
              value: rule,
              label: t('registry.barredBy', { rule: say(title) }),
            })),
            { value: 'exempt', label: t('registry.exemptNow') },
          ]}
          onChange={(wanted) => onView({ standing: wanted })}
        />
      ) : waiting ? (
        <span className="quiet" role="status">
          {t('registry.standingComes')}
        </span>
      ) : null}
      <Checkbox
        checked={view.left ?? false}
        onChange={({ target }) => onView({ left: target.checked || undefined })}
      >
        {t('registry.left')}
      </Checkbox>
    </search>
  );
}
