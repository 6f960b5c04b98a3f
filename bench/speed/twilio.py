"""Twilio's API as bare as can be: takes any text at once and says so. A port in, a server in a process of its own out.

Never keeps a text. With a certificate it stands behind `HTTPS_PROXY`, for a client whose address cannot be set.
"""

import asyncio
import itertools
import json
import ssl
import sys
from pathlib import Path

import uvloop

_numbers = itertools.count()


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, tls: ssl.SSLContext | None) -> None:
    try:
        while head := await reader.readuntil(b"\r\n\r\n"):
            if tls and head.startswith(b"CONNECT "):
                writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
                await writer.start_tls(tls)
                continue
            _, _, length = head.lower().partition(b"\r\ncontent-length:")
            await reader.readexactly(int(length.split(b"\r\n", 1)[0]) if length else 0)
            body = json.dumps(
                {"sid": f"SM{next(_numbers):032x}", "status": "queued", "direction": "outbound-api", "messages": []}
            ).encode()
            writer.write(
                b"HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
            )
    except (asyncio.IncompleteReadError, ConnectionError, ssl.SSLError):
        pass
    finally:
        writer.close()


async def _main(port: int, certificate: str) -> None:
    tls = None
    if certificate:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(certificate)
    server = await asyncio.start_server(lambda reader, writer: _serve(reader, writer, tls), "127.0.0.1", port)
    await server.serve_forever()


def made_certificate(path: Path) -> None:
    """A certificate for api.twilio.com that signs itself, with its key, in one file. It is good for a day, on this machine."""
    from datetime import UTC, datetime, timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "api.twilio.com")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("api.twilio.com")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    path.write_bytes(pem + made.public_bytes(serialization.Encoding.PEM))


if __name__ == "__main__":
    uvloop.run(_main(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""))
