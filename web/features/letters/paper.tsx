import { useWords } from '../../ui/language.ts';

interface Block {
  readonly as: string;
  readonly label: string;
  readonly text: string;
}

interface Props {
  readonly blocks: readonly Block[];
  readonly list?: { readonly heads: readonly string[]; readonly rows: readonly (readonly string[])[] } | null;
}

/** A paper as it will be printed: title, number, text, forms, list, signature. */
export function Paper({ blocks, list }: Props) {
  const { t } = useWords();
  return (
    <article className="paper" aria-label={t('letters.paper')}>
      {parts(blocks).map((part, index) =>
        part.rows ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a paper do not move.
          <table key={index} className="paper-form">
            <tbody>
              {part.rows.map(({ label, text }) => (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  <td>{text}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : part.block.as === 'LIST' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a paper do not move.
          <List key={index} list={list} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a paper do not move.
          <p key={index} className={`paper-${part.block.as.toLowerCase()}`}>
            {part.block.text}
          </p>
        ),
      )}
    </article>
  );
}

function List({ list }: { readonly list: Props['list'] }) {
  if (!list) return null;
  return (
    <table className="paper-form">
      <thead>
        <tr>
          {list.heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {list.rows.map((row) => (
          <tr key={row.join(' ')}>
            {row.map((cell, column) => (
              <td key={list.heads[column]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Part =
  | { readonly rows: readonly Block[]; readonly block?: undefined }
  | { readonly rows?: undefined; readonly block: Block };

/** Rows that follow one another are one form. */
function parts(blocks: readonly Block[]): readonly Part[] {
  const found: Part[] = [];
  for (const block of blocks) {
    const last = found.at(-1);
    if (block.as !== 'ROW') found.push({ block });
    else if (last?.rows) found[found.length - 1] = { rows: [...last.rows, block] };
    else found.push({ rows: [block] });
  }
  return found;
}
