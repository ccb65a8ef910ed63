import type { LocalisedText } from '#libs/kernel';

/** The two institutes that coordinate the training, as certificates name them. */
export const issuingBodies: { vietnam: LocalisedText; laos: LocalisedText } = {
  vietnam: {
    vi: 'Viện Nghiên cứu Chiến lược, Chính sách Công Thương (VIOIT)',
    lo: 'ສະຖາບັນຄົ້ນຄວ້າຍຸດທະສາດ ແລະ ນະໂຍບາຍ ອຸດສາຫະກຳ ແລະ ການຄ້າ (VIOIT)',
    en: 'Viet Nam Institute of Strategy and Policy for Industry and Trade (VIOIT)',
  },
  laos: {
    vi: 'Viện Công nghiệp và Thương mại Lào (IICE)',
    lo: 'ສະຖາບັນອຸດສາຫະກຳ ແລະ ການຄ້າ (IICE)',
    en: 'Institute for Industry and Commerce (IICE)',
  },
};

/** What the document is called; the institutes' legal offices decide the wording. */
export const documentTitle: LocalisedText = { vi: 'CHỨNG CHỈ', lo: 'ໃບຢັ້ງຢືນ', en: 'CERTIFICATE' };

/** Of equal value, given where the document was lost or damaged. */
export const attestationTitle: LocalisedText = { vi: 'GIẤY CHỨNG NHẬN', lo: 'ໜັງສືຢັ້ງຢືນ', en: 'ATTESTATION' };
