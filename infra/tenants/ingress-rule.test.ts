import { describe, expect, it } from '@jest/globals';
import { catalogue } from '../catalogue/catalogue.ts';
import { ingressesOf as ingressesOfEdge } from '../edge/ingress.ts';
import { anEnvironment } from '../fixtures/an-environment.ts';
import { edgeAnnotations, edgeValue } from './ingress-rule.ts';

const forms = ['wildcard', 'dns01', 'http01'] as const;
const written = forms
  .flatMap((certificate) => ingressesOfEdge(catalogue, anEnvironment({ certificate })))
  .flatMap(({ metadata }) => Object.entries(metadata?.annotations ?? {}));

// What the expressions refuse, a real API server shows: test/apiserver/refused-objects.ts
describe("the annotations that a tenant's Ingresses may have", () => {
  it('are those that the edge writes, in every form of its certificates', () => {
    expect([...edgeAnnotations].sort()).toEqual([...new Set(written.map(([key]) => key))].sort());
  });

  it("have a form that the edge's own values have", () => {
    expect(written.filter(([, value]) => !new RegExp(edgeValue).test(value))).toEqual([]);
  });
});
