import { rowmillCommand } from '../lib/rowmill-command.mjs';

export const peer = rowmillCommand(1);
