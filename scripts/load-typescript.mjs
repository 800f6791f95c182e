/**
 * `node --import scripts/load-typescript.mjs x.ts`: runs TypeScript sources as they are, for tests that need a
 * process of their own. Also resolves packages of the workspace to their sources, as vitest does.
 */
import { readFile } from 'node:fs/promises';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';

// Node loads this file a second time, in the thread that its hooks run in.
if (isMainThread) register(import.meta.url);

export function resolve(specifier, context, next) {
  return next(specifier, { ...context, conditions: ['@rowmill/source', ...context.conditions] });
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const { default: typescript } = await import('typescript');
  const text = await readFile(fileURLToPath(url), 'utf8');
  const { ESNext } = typescript.ModuleKind;
  const compilerOptions = { module: ESNext, target: typescript.ScriptTarget.ES2023 };
  const { outputText } = typescript.transpileModule(text, { compilerOptions });
  return { format: 'module', source: outputText, shortCircuit: true };
}
