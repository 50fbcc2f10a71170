import ts from 'typescript';

const { NodeBuilderFlags } = ts;
const flags =
  NodeBuilderFlags.NoTruncation | NodeBuilderFlags.InTypeAlias | NodeBuilderFlags.UseSingleQuotesForStringLiteralType;

const kinds = {
  query: 'TRPCQueryProcedure',
  mutation: 'TRPCMutationProcedure',
  subscription: 'TRPCSubscriptionProcedure',
};

/**
 * The types that `src/client/api.ts` passes on, as declarations that depend on tRPC alone: every type is written out,
 * and the router is its procedures' inputs and outputs, without the server's context.
 */
export function apiTypes(program, file) {
  const checker = program.getTypeChecker();
  const printer = ts.createPrinter({ removeComments: true });
  const print = (type) => {
    const node = checker.typeToTypeNode(type, file, flags);
    if (node === undefined) throw new Error(`no text for ${checker.typeToString(type)}`);
    return printer.printNode(ts.EmitHint.Unspecified, node, file);
  };
  const member = (type, name) => {
    const symbol = type.getProperty(name);
    if (symbol === undefined) throw new Error(`${checker.typeToString(type)} has no ${name}`);
    return checker.getTypeOfSymbol(symbol);
  };
  const declared = checker
    .getExportsOfModule(checker.getSymbolAtLocation(file))
    .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol))
    .map((symbol) => ({ name: symbol.name, type: checker.getDeclaredTypeOfSymbol(symbol) }));
  return [
    `import type { TRPCBuiltRouter, TRPC_ERROR_CODE_KEY, TRPC_ERROR_CODE_NUMBER } from '@trpc/server';`,
    `import type { ${Object.values(kinds).join(', ')} } from '@trpc/server';`,
    ...declared.map(({ name, type }) =>
      name === 'AppRouter' ? router(type) : `export type ${name} = ${print(type)};`,
    ),
    // Nothing but what says so is exported.
    'export {};',
  ].join('\n');

  function router(type) {
    const record = member(member(type, '_def'), 'record');
    const resources = record.getProperties().map((resource) => {
      const procedures = checker.getTypeOfSymbol(resource).getProperties();
      return `${resource.name}: {\n${procedures.map(procedure).join('\n')}\n};`;
    });
    return [
      'interface ErrorShape { message: string; code: TRPC_ERROR_CODE_NUMBER; data: { code: TRPC_ERROR_CODE_KEY; httpStatus: number; path: string | undefined; problem: { what: string; value?: unknown; expected: string; mend?: string } | undefined } }',
      'interface Root { ctx: object; meta: object; errorShape: ErrorShape; transformer: false }',
      'interface Facts<I, O> { input: I; output: O; meta: object; errorShape: ErrorShape }',
      '/** Everything that the server can be asked: one router a resource. */',
      `export type AppRouter = TRPCBuiltRouter<Root, {\n${resources.join('\n')}\n}>;`,
    ].join('\n');
  }

  function procedure(symbol) {
    const definition = member(checker.getTypeOfSymbol(symbol), '_def');
    const kind = kinds[member(definition, 'type').value];
    const types = member(definition, '$types');
    const output = member(types, 'output');
    const told = kind === kinds.subscription ? stream(output) : print(output);
    return `${symbol.name}: ${kind}<Facts<${print(member(types, 'input'))}, ${told}>>;`;
  }

  /** Events with their ids, as subscriptions yield them. */
  function stream(type) {
    const [event] = checker.getTypeArguments(type);
    return `AsyncIterable<{ id: string; data: ${print(member(event, 'data'))} }, void, unknown>`;
  }
}
