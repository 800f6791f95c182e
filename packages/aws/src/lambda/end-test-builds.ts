import { CodeBuildClient, StopBuildCommand } from '@aws-sdk/client-codebuild';
import type { ObjectStore } from 'rowmill/engine';
import { TestBuildError } from '../errors.ts';
import { BUILD_FILE, privateFolder, type StartedBuild } from '../test-build/test-build.ts';

/**
 * Stops the builds of a run whose end nobody heard of, and removes all that tests were given.
 *
 * @returns a {@link TestBuildError} for each build that could not be stopped, which stays on record
 */
export async function endTestBuilds(
  store: ObjectStore,
  run: string,
  client?: Pick<CodeBuildClient, 'send'>,
): Promise<readonly Error[]> {
  const files = await store.list(`${privateFolder(run)}/`);
  const isBuild = (key: string): boolean => key.endsWith(`/${BUILD_FILE}`);
  // Builds last: whoever comes after a killed call finds them.
  for (const { key } of files) if (!isBuild(key)) await store.delete(key);
  const problems: Error[] = [];
  for (const { key } of files.filter((file) => isBuild(file.key))) {
    const { id } = JSON.parse(String(await store.get(key))) as StartedBuild;
    try {
      await stopBuild(id, client ?? new CodeBuildClient());
      await store.delete(key);
    } catch (cause) {
      problems.push(new TestBuildError(id, { cause }));
    }
  }
  return problems;
}

/** One that has ended, or that CodeBuild has forgotten, needs no end. Source: AWS CodeBuild API reference, StopBuild (2026-11-22). */
async function stopBuild(id: string, client: Pick<CodeBuildClient, 'send'>): Promise<void> {
  try {
    await client.send(new StopBuildCommand({ id }));
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (!/^(ResourceNotFoundException|InvalidInputException)$/.test(name)) throw error;
  }
}
