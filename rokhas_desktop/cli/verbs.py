"""Every verb of the client; imported only where one is asked for."""

from rokhas_desktop.cli import (
    verbs_account,
    verbs_acts,
    verbs_doctor,
    verbs_extend,
    verbs_history,
    verbs_journal,
    verbs_keys,
    verbs_look,
    verbs_proxy,
    verbs_sign,
    verbs_sign_file,
    verbs_token,
    verbs_trust,
    verbs_verify,
)

ROOMS = (
    verbs_account,
    verbs_acts,
    verbs_look,
    verbs_history,
    verbs_sign,
    verbs_sign_file,
    verbs_extend,
    verbs_verify,
    verbs_token,
    verbs_journal,
    verbs_keys,
    verbs_trust,
    verbs_proxy,
    verbs_doctor,
)
