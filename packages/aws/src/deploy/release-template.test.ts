import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../rowmill/src/testing/folder.ts';
import { synthesize } from '../stack/testing/synthesized.ts';
import { keptResources, releaseTemplate, type Template, writeApp } from './release-template.ts';

it('keeps nothing of a real deployment, and changes nothing else', async () => {
  const { template } = synthesize({ deployment: 'qa' });
  const kept = keptResources(template);
  expect(kept.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['AWS::S3::Bucket', 'AWS::KMS::Key']),
  );
  const released = releaseTemplate(template);
  expect(keptResources(released)).toEqual([]);
  expect(JSON.stringify(released)).not.toContain('"DeletionProtectionEnabled":true');

  const folder = temporaryFolder();
  const app = await writeApp(folder, { stack: 'rowmill-qa', template: released });
  const written = JSON.parse(
    readFileSync(join(app, 'rowmill-qa.template.json'), 'utf8'),
  ) as Template;
  expect(Object.keys(written.Resources).sort()).toEqual(Object.keys(template.Resources).sort());
  expect(keptResources(written)).toEqual([]);
});
