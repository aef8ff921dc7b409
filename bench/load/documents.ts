import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type ASTNode, type FragmentDefinitionNode, Kind, parse, print, visit } from 'graphql';

/** The console's own operations by name, each with the fragments it spreads, as it sends them. */
export function consoleDocuments(): ReadonlyMap<string, string> {
  const home = fileURLToPath(new URL('../../web/', import.meta.url));
  const files = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.graphql'),
  );
  const { definitions } = parse(files.map((file) => readFileSync(home + file, 'utf8')).join('\n'));
  const fragments = new Map(
    definitions.flatMap((part) => (part.kind === Kind.FRAGMENT_DEFINITION ? [[part.name.value, part]] : [])),
  );
  return new Map(
    definitions.flatMap((part) =>
      part.kind === Kind.OPERATION_DEFINITION && part.name
        ? [[part.name.value, [part, ...spreadBy(part, fragments)].map(print).join('\n')]]
        : [],
    ),
  );
}

/** The fragments a part spreads, and those of its fragments. */
function spreadBy(
  part: ASTNode,
  all: ReadonlyMap<string, FragmentDefinitionNode>,
  found = new Set<FragmentDefinitionNode>(),
): ReadonlySet<FragmentDefinitionNode> {
  visit(part, {
    FragmentSpread({ name }) {
      const fragment = all.get(name.value);
      if (fragment === undefined || found.has(fragment)) return;
      found.add(fragment);
      spreadBy(fragment, all, found);
    },
  });
  return found;
}
