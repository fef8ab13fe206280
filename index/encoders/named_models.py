"""Where a model that a setting names is to be had: on this machine, or at the Hugging Face hub.

Asked before anything is loaded: the libraries that load models would try an unknown name, or a hub
that cannot be reached, again and again for more than a minute.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from index.errors import UsageError

Model = TypeVar("Model")
Loader = Callable[[str, bool], Model]
"""Loads a model by name; the second argument says that the network is to be left alone."""
_PATIENCE = 5.0
"""Seconds for the hub to answer."""
_DESCRIPTION = ("modules.json", "config.json")
_USUAL_OWNER = "sentence-transformers"
"""Whose models are named without an owner."""


def loaded(name: str, load: Loader[Model], setting: str, *, otherwise: str) -> Model:
    """Load a model from this machine, else from the hub.

    ``setting`` names what ``name`` was given for, ``otherwise`` what else may be given. Raises
    ``UsageError`` in one line: within seconds where the model is nowhere or the hub cannot be asked.
    """
    told = f"{setting}: {name!r}"
    folder = Path(name).is_dir()
    if not folder and _is_path(name):
        raise UsageError(f"{told} is no folder; give {otherwise}")
    names = [name] if "/" in name else [f"{_USUAL_OWNER}/{name}", name]
    try:
        if folder or any(map(_is_cached, names)):
            return load(name, True)
    except (OSError, ValueError) as fault:
        if folder:
            raise UsageError(_unloadable(told, fault, otherwise)) from fault
        # Else a download that was interrupted: it goes on.
    _ask_hub(names, told, otherwise)
    try:
        return load(name, False)
    except (OSError, ValueError) as fault:
        raise UsageError(_unloadable(told, fault, otherwise)) from fault


def _unloadable(told: str, fault: Exception, otherwise: str) -> str:
    return f"{told} cannot be loaded ({' '.join(str(fault).split())}); give {otherwise}"


def _is_path(name: str) -> bool:
    return name.startswith((".", "~", os.sep)) or name.count("/") > 1 or "\\" in name


def _is_cached(name: str) -> bool:
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    try:
        return any(isinstance(try_to_load_from_cache(name, one), str) for one in _DESCRIPTION)
    except HFValidationError:
        return False


def _ask_hub(names: Sequence[str], told: str, otherwise: str) -> None:
    from huggingface_hub import HfApi
    from huggingface_hub.errors import HFValidationError, OfflineModeIsEnabled
    from huggingface_hub.errors import RepositoryNotFoundError as Unknown

    for name in names:
        try:
            HfApi().model_info(name, timeout=_PATIENCE)
            return
        except (Unknown, HFValidationError):
            continue
        except OfflineModeIsEnabled as fault:
            raise UsageError(
                f"{told} is not on this machine, and HF_HUB_OFFLINE forbids looking for it;"
                f" give {otherwise}"
            ) from fault
        except Exception as fault:  # whatever the network says, in the words of several libraries
            raise UsageError(
                f"{told} is not on this machine, and the Hugging Face hub cannot be asked for it"
                f" ({_brief(fault)}); check the connection, or give {otherwise}"
            ) from fault
    raise UsageError(f"{told} is no model that the Hugging Face hub knows; give {otherwise}")


def _brief(fault: Exception) -> str:
    return (str(fault).strip() or type(fault).__name__).splitlines()[0]
