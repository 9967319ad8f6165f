import type { IService } from 'kubernetes-models/v1';
import type { Deployable } from '../catalogue/deployable.ts';
import type { Environment } from '../environment.ts';
import { selectorOf } from '../naming.ts';
import { metadataOf } from './metadata.ts';

/** The cluster-internal Service of a deployable: port 80 to the container port named `http`. */
export const serviceOf = (app: Deployable, env: Environment): IService => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: metadataOf(app, env),
  spec: {
    type: 'ClusterIP',
    selector: selectorOf(app.name),
    ports: [{ name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' }],
  },
});
