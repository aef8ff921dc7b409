import { App, Button } from 'antd';
import { useState } from 'react';
import { ChangeSectionDocument, type SectionOnRecordFragment } from '../../graphql/generated/graphql.ts';
import { schoolYear } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { GradesTable, type TypedGrades, typedGrades } from './grades-table.tsx';
import { RecordForm } from './record-form.tsx';
import { RefusalAlert } from './refusal-alert.tsx';
import { useChange } from './use-change.ts';

interface Props {
  readonly section: SectionOnRecordFragment;
  readonly mayEdit: boolean;
  readonly schools: readonly { readonly code: string; readonly name: string }[];
  readonly onReadAgain: () => void;
  readonly onChanged: () => void;
}

/** One stage of a school: its posts, and classes and pupils of the newest school year on file. */
export function SectionForm({ section, mayEdit, schools, onReadAgain, onChanged }: Props) {
  const { t } = useWords();
  const { message } = App.useApp();
  const facts = useChange(ChangeSectionDocument, section.version);
  const grades = useChange(ChangeSectionDocument, section.version);
  const [typed, setTyped] = useState<TypedGrades>();
  const year = Math.max(0, ...section.enrolments.map((one) => one.schoolYear));
  const rows = section.enrolments.filter((one) => one.schoolYear === year);
  const changed = typed === undefined ? [] : typedGrades(rows, typed);
  const done = (written: boolean) => {
    if (!written) return;
    message.success(t('registry.saved'));
    onChanged();
  };
  const at = { id: section.id, version: section.version };
  return (
    <div className="stack">
      <RecordForm
        record={section.record}
        mayEdit={mayEdit}
        schools={schools}
        saving={facts.fetching}
        refused={facts.refused}
        onCancel={facts.forget}
        onReadAgain={onReadAgain}
        onSave={async (values) => {
          const written = await facts.change({ ...at, values, grades: [] });
          done(written !== undefined);
          return written !== undefined;
        }}
      />
      <h2 className="sub">
        {year === 0 ? t('registry.grades') : t('registry.gradesOf', { year: schoolYear(year) })}
      </h2>
      {rows.length === 0 ? (
        <p className="quiet">{t('registry.noGrades')}</p>
      ) : (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void grades.change({ ...at, values: [], grades: changed }).then((written) => {
              if (written) setTyped(undefined);
              done(written !== undefined);
            });
          }}
        >
          <RefusalAlert refused={grades.refused} onReadAgain={onReadAgain} />
          <GradesTable
            rows={rows}
            typed={typed}
            faults={grades.refused?.faults ?? []}
            sent={changed}
            onType={(key, text) => setTyped((before) => ({ ...before, [key]: text }))}
          />
          {mayEdit ? (
            <div className="row">
              {typed === undefined ? (
                <Button onClick={() => setTyped({})}>{t('registry.editGrades')}</Button>
              ) : (
                <>
                  <Button
                    type="primary"
                    htmlType="submit"
                    loading={grades.fetching}
                    disabled={changed.length === 0}
                  >
                    {t('registry.saveGrades')}
                  </Button>
                  <Button
                    onClick={() => {
                      setTyped(undefined);
                      grades.forget();
                    }}
                  >
                    {t('registry.cancel')}
                  </Button>
                </>
              )}
            </div>
          ) : null}
        </form>
      )}
    </div>
  );
}
