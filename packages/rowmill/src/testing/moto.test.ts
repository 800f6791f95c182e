import { expect, it } from 'vitest';
import { isRunning } from '../environments/process-identity.ts';
import { describeMoto } from './moto.ts';
import { startMoto } from './start-moto.ts';

describeMoto('the emulator of AWS', () => {
  it('answers, forgets and stops', async () => {
    const moto = await startMoto();
    const bucket = `${moto.endpoint}/a-bucket`;
    expect((await fetch(bucket, { method: 'PUT' })).status).toBe(200);
    expect((await fetch(bucket)).status).toBe(200);
    await moto.reset();
    expect((await fetch(bucket)).status).toBe(404);
    await moto.stop();
    expect(isRunning(moto.pid)).toBe(false);
  });
});
