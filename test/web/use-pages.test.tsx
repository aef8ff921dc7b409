// @vitest-environment jsdom
import { ConfigProvider } from 'antd';
import { createRoot } from 'react-dom/client';
import { Client, fetchExchange, gql, Provider } from 'urql';
import { beforeAll, expect, test, vi } from 'vitest';
import { type Connection, usePages } from '../../web/graphql/use-pages.ts';
import { startLanguage } from '../../web/ui/language.ts';
import { More } from '../../web/ui/more.tsx';

const names = gql<{ list: Connection<string> }, { after?: string | null }>`
  query List($after: String) {
    list(after: $after) {
      nodes
    }
  }
`;

const pages: Record<string, Connection<string>> = {
  first: { nodes: ['Lin'], totalCount: 2, pageInfo: { hasNextPage: true, endCursor: 'Lin' } },
  Lin: { nodes: ['Wang'], totalCount: 2, pageInfo: { hasNextPage: false } },
};

beforeAll(async () => {
  await startLanguage();
});

test('where a later page fails, what was read stays, why is told, and that page is asked for again', async () => {
  let broken = false;
  const client = new Client({
    url: 'http://junheng.test/graphql',
    preferGetMethod: false,
    exchanges: [fetchExchange],
    fetch: async (_, init) => {
      const { after } = JSON.parse(String(init?.body)).variables;
      const answer = broken
        ? { errors: [{ message: 'out of order' }] }
        : { data: { list: pages[after ?? 'first'] } };
      return new Response(JSON.stringify(answer), { headers: { 'content-type': 'application/json' } });
    },
  });
  const place = document.body.appendChild(document.createElement('div'));
  const root = createRoot(place);
  const shows = (text: string) => vi.waitFor(() => expect(place.textContent).toBe(text));
  const press = () => place.querySelector('button')?.click();
  root.render(
    <ConfigProvider button={{ autoInsertSpace: false }}>
      <Provider value={client}>
        <Names />
      </Provider>
    </ConfigProvider>,
  );
  await shows('Lin已显示 1 条，共 2 条再显示一些');
  broken = true;
  press();
  await shows('Lin已显示 1 条，共 2 条没有读到数据out of order重试');
  broken = false;
  press();
  await shows('Lin Wang已显示 2 条，共 2 条');
  root.unmount();
});

function Names() {
  const { rows, total, fetching, more, failure } = usePages(names, noVariables, listIn);
  return (
    <>
      {rows.join(' ')}
      <More shown={rows.length} total={total} fetching={fetching} more={more} failure={failure} />
    </>
  );
}

const noVariables = {};
const listIn = ({ list }: { list: Connection<string> }) => list;
