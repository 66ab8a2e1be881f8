package org.veilor.mesh.headscale;

import static jakarta.ws.rs.core.HttpHeaders.AUTHORIZATION;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * Headscale's REST API, as far as we use it; the same requests serve 0.29 and 0.30. Answers come
 * raw on purpose: {@link AnswerReader} bounds their size and checks what is in them, where the
 * usual mapping would buffer anything and read a missing list as none.
 */
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
interface HeadscaleApi {
  @GET
  @Path("version")
  Response version();

  /**
   * What a client asks first of all.
   *
   * @param clientVersion a client's capability version: Headscale (0.29) refuses those that are too
   *     old and knows no upper bound
   */
  @GET
  @Path("key")
  Response serverKey(@QueryParam("v") int clientVersion);

  @GET
  @Path("api/v1/health")
  Response health(@HeaderParam(AUTHORIZATION) String bearer);

  @POST
  @Path("api/v1/preauthkey")
  Response createPreAuthKey(@HeaderParam(AUTHORIZATION) String bearer, Ask.NewKey key);

  @GET
  @Path("api/v1/preauthkey")
  Response preAuthKeys(@HeaderParam(AUTHORIZATION) String bearer);

  @POST
  @Path("api/v1/preauthkey/expire")
  Response expirePreAuthKey(@HeaderParam(AUTHORIZATION) String bearer, Ask.KeyId key);

  @DELETE
  @Path("api/v1/preauthkey")
  Response deletePreAuthKey(@HeaderParam(AUTHORIZATION) String bearer, @QueryParam("id") String id);

  @GET
  @Path("api/v1/node")
  Response nodes(@HeaderParam(AUTHORIZATION) String bearer);

  @DELETE
  @Path("api/v1/node/{id}")
  Response deleteNode(@HeaderParam(AUTHORIZATION) String bearer, @PathParam("id") String id);

  @GET
  @Path("api/v1/policy")
  Response policy(@HeaderParam(AUTHORIZATION) String bearer);

  @PUT
  @Path("api/v1/policy")
  Response setPolicy(@HeaderParam(AUTHORIZATION) String bearer, Ask.Policy policy);

  @POST
  @Path("api/v1/policy/check")
  Response checkPolicy(@HeaderParam(AUTHORIZATION) String bearer, Ask.Policy policy);
}
