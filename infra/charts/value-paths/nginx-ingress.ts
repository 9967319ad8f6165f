import type { CheckedChart } from './checked-chart.ts';

export const nginxIngress: CheckedChart = {
  version: '2.6.4',
  source: 'charts/nginx-ingress of github.com/nginx/kubernetes-ingress, tag v5.5.4',
  paths: [
    'controller.config.entries.*',
    'controller.enableCustomResources',
    'controller.enableSnippets',
    'controller.hostPort.enable',
    'controller.ingressClass.create',
    'controller.ingressClass.name',
    'controller.ingressClass.setAsDefaultIngress',
    'controller.initContainerResources.limits.*',
    'controller.initContainerResources.requests.*',
    'controller.kind',
    'controller.podDisruptionBudget.enabled',
    'controller.podDisruptionBudget.minAvailable',
    'controller.readOnlyRootFilesystem',
    'controller.resources.limits.*',
    'controller.resources.requests.*',
    'controller.service.create',
    'controller.telemetryReporting.enable',
    'controller.wildcardTLS.secret',
  ],
};
