// https://huggingface.co/docs/hub/trusted-publishers
import { telling } from '../../recipes/told.ts'

export const told = telling({
  id: 'hugging-face/trusted-publisher',
  title: 'Push to Hugging Face as a trusted publisher',
  told: [
    {
      action: 'report',
      say: 'The Hub takes GitHub\'s OIDC token: set up a trusted publisher for the repository on the Hub, give the job `id-token: write` '
        + 'and `HF_OIDC_RESOURCE`, and use `hf` of huggingface_hub 1.19 or newer; its token lives an hour. Which repository on the Hub '
        + 'is meant, and whether the program goes through `hf`, does not stand in this file.',
      inputs: { 'huggingface/hub-sync': 'hf_token', 'huggingface/huggingface-sync-action': 'hf_token' },
      variables: /^(?:HF|HUGGING_?FACE|HUGGINGFACE_HUB|HUGGING_FACE_HUB)_(?:\w{1,40}_)?(?:TOKEN|KEY)$/,
      commands: /huggingface\.co|\bhf\s+auth\b|huggingface-cli/,
      names: 'HF HUGGINGFACE HUGGING_FACE',
    },
  ],
})
