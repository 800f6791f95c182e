/** What the CDK command line runs: `node dist/stack/app.js`. */
import { createApp } from './create-app.ts';
import { readStackOptions } from './read-stack-options.ts';

createApp(readStackOptions(process.env)).synth();
