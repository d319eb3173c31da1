import type { Provider } from '../../provider.ts'
import { telling } from '../../recipes/told.ts'

const told = telling({
  id: 'kubernetes/cluster-login',
  title: 'Log in to the cluster for each job instead of storing its kubeconfig',
  told: [
    {
      action: 'report',
      say: 'A stored kubeconfig or cluster token can go: at EKS, GKE and AKS the job logs in to the cloud with OIDC and gets its '
        + 'kubeconfig there (`aws eks update-kubeconfig`, `google-github-actions/get-gke-credentials`, `azure/aks-set-context`); any '
        + 'other cluster can trust GitHub\'s issuer itself (structured authentication, RBAC on the subject). Which of them it is does not '
        + 'stand in this file.',
      inputs: {
        'azure/k8s-set-context': 'kubeconfig k8s-secret',
        'azure/k8s-deploy': 'kubeconfig',
        'steebchen/kubectl': 'config',
        'actions-hub/kubectl': 'kube_config kubeconfig',
        'kodermax/kubectl-aws-eks': 'kube_config_data',
        'tale/kubectl-action': 'base64-kube-config kubernetes-token',
        'danielr1996/kubectl-action': 'kubeconfig',
        'wahyd4/kubectl-helm-action': 'kube_config_data',
        'koslib/helm-eks-action': 'kube_config_data',
        'deliverybot/helm': 'kubeconfig_file',
        'cloudnuro/helm': 'kubeconfig',
      },
      variables: /^(?:\w{1,40}_)?KUBE_?CONFIG(?:_\w{1,30})?$|^KUBE(?:RNETES)?_(?:TOKEN|CERTIFICATE|CONFIG\w{0,20})$/,
      commands: /\.kube\/config|--kubeconfig|\bkubectl\s.{0,300}--token|\bKUBECONFIG\b/,
      names: 'KUBECONFIG KUBE_CONFIG KUBE_CONFIG_DATA K8S_CONFIG K8S_TOKEN KUBE_TOKEN',
    },
  ],
})

export const provider: Provider = {
  id: 'kubernetes',
  title: 'Kubernetes',
  docs: 'https://kubernetes.io/docs/reference/access-authn-authz/authentication/',
  hosts: [],
  tokens: [],
  migrations: [told],
}
