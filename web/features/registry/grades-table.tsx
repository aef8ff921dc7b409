import type { GradeInput, SectionOnRecordFragment } from '../../graphql/generated/graphql.ts';
import { count } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import type { Refusal } from './use-change.ts';

type Grade = SectionOnRecordFragment['enrolments'][number];

/** What was typed, by grade and figure, as `3.pupils`. */
export type TypedGrades = Readonly<Record<string, string>>;

const figures = ['classes', 'pupils'] as const;

/** The grades of which something was typed, whole; what is no number is sent as one that cannot be, to be told so. */
export const typedGrades = (rows: readonly Grade[], typed: TypedGrades): GradeInput[] =>
  rows
    .map((row) => ({
      schoolYear: row.schoolYear,
      grade: row.grade,
      classes: numberOf(typed[`${row.grade}.classes`], row.classes),
      pupils: numberOf(typed[`${row.grade}.pupils`], row.pupils),
    }))
    .filter((row, at) => row.classes !== rows[at]?.classes || row.pupils !== rows[at]?.pupils);

function numberOf(text: string | undefined, before: number): number {
  if (text === undefined) return before;
  return /^\d{1,6}$/.test(text.trim()) ? Number(text) : -1;
}

interface Props {
  readonly rows: readonly Grade[];
  /** Undefined: the table is only read. */
  readonly typed: TypedGrades | undefined;
  readonly faults: Refusal['faults'];
  /** The grades as sent, by whose places faults are told. */
  readonly sent: readonly GradeInput[];
  readonly onType: (key: string, text: string) => void;
}

export function GradesTable({ rows, typed, faults, sent, onType }: Props) {
  const { t, language } = useWords();
  const faultOf = (grade: number, figure: (typeof figures)[number]) =>
    faults.find((fault) => fault.column === figure && sent[fault.grade ?? -1]?.grade === grade);
  return (
    <div className="table-frame">
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">{t('registry.grade')}</th>
            <th scope="col" className="end">
              {t('registry.school.classes')}
            </th>
            <th scope="col" className="end">
              {t('registry.school.pupils')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.grade}>
              <th scope="row">{t('registry.gradeName', { grade: row.grade })}</th>
              {figures.map((figure) => {
                const fault = faultOf(row.grade, figure);
                return (
                  <td key={figure} className="end">
                    {typed === undefined ? (
                      count(row[figure], language)
                    ) : (
                      <>
                        <input
                          className="native figure-field"
                          inputMode="numeric"
                          aria-label={`${t('registry.gradeName', { grade: row.grade })} ${t(`registry.school.${figure}`)}`}
                          aria-invalid={fault !== undefined}
                          value={typed[`${row.grade}.${figure}`] ?? String(row[figure])}
                          onChange={({ target }) => onType(`${row.grade}.${figure}`, target.value)}
                        />
                        {fault ? (
                          <span className="bad small" role="alert">
                            {t('registry.expected', { expected: fault.expected })}
                          </span>
                        ) : null}
                      </>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
