import { startApp } from '@goalixa/kit/testing/start-app.ts';
import { createStaticApp } from './static-server.ts';
import { describeStaticSite } from './static-site.contract.ts';

describeStaticSite('twin', (app, folder) => startApp(createStaticApp(app, folder)));
