import { cifar100Files, cifarFiles, idxFiles } from '../catalog';
import type { DatasetName } from '../types';

/** A file on a server, known by its digest: whichever mirror it comes from, its bytes are the same. */
export interface RemoteFile {
  readonly file: string;
  readonly bytes: number;
  /** The published digest. */
  readonly md5: string;
  /** A stronger one, where known. */
  readonly sha256?: string;
}

/** A file of an archive. */
export interface Member {
  readonly path: string;
  /** Where it is known: a member of another size is not there. */
  readonly bytes?: number;
}

/** Where a data set comes from. */
export interface Remote {
  /** Addresses of the folders that hold the files, tried in turn. */
  readonly mirrors: readonly string[];
  readonly files: readonly RemoteFile[];
  /** For a tar.gz archive: the members to keep, by their paths in it. They are kept under their last names. */
  readonly members?: readonly Member[];
}

const { trainImages, trainLabels, testImages, testLabels } = idxFiles;

/** Official addresses and digests of what can be downloaded. */
export const remotes: Readonly<Record<Exclude<DatasetName, 'glyphs'>, Remote>> = {
  mnist: {
    mirrors: ['https://ossci-datasets.s3.amazonaws.com/mnist', 'https://storage.googleapis.com/cvdf-datasets/mnist'],
    files: [
      {
        file: `${trainImages}.gz`,
        bytes: 9_912_422,
        md5: 'f68b3c2dcbeaaa9fbdd348bbdeb94873',
        sha256: '440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609',
      },
      {
        file: `${trainLabels}.gz`,
        bytes: 28_881,
        md5: 'd53e105ee54ea40749a09fcbcd1e9432',
        sha256: '3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c',
      },
      {
        file: `${testImages}.gz`,
        bytes: 1_648_877,
        md5: '9fb629c4189551a2d022fa330f9573f3',
        sha256: '8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6',
      },
      {
        file: `${testLabels}.gz`,
        bytes: 4542,
        md5: 'ec29112dd5afa0611ce80d1b7f02629c',
        sha256: 'f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6',
      },
    ],
  },
  'fashion-mnist': {
    mirrors: ['http://fashion-mnist.s3-website.eu-central-1.amazonaws.com'],
    files: [
      {
        file: `${trainImages}.gz`,
        bytes: 26_421_880,
        md5: '8d4fb7e6c68d591d4c3dfef9ec88bf0d',
        sha256: '3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84',
      },
      {
        file: `${trainLabels}.gz`,
        bytes: 29_515,
        md5: '25c81989df183df01b3e8a0aad5dffbe',
        sha256: 'a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845',
      },
      {
        file: `${testImages}.gz`,
        bytes: 4_422_102,
        md5: 'bef4ecab320f06d8554ea6380940ec79',
        sha256: '346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073',
      },
      {
        file: `${testLabels}.gz`,
        bytes: 5148,
        md5: 'bb300cfdad3c16e7a12a480ee83cd310',
        sha256: '67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5',
      },
    ],
  },
  'cifar-10': {
    mirrors: ['https://www.cs.toronto.edu/~kriz'],
    files: [{ file: 'cifar-10-binary.tar.gz', bytes: 170_052_171, md5: 'c32a1d4ab5d03f1284b67883e8d87530' }],
    members: [...cifarFiles.train, cifarFiles.test].map((file) => ({
      path: `cifar-10-batches-bin/${file}`,
      bytes: 30_730_000,
    })),
  },
  'cifar-100': {
    mirrors: ['https://www.cs.toronto.edu/~kriz'],
    files: [
      {
        file: 'cifar-100-binary.tar.gz',
        bytes: 168_513_733,
        md5: '03b5dce01913d631647c71ecec9e9cb8',
        sha256: '58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec',
      },
    ],
    members: [
      { path: `cifar-100-binary/${cifar100Files.train}`, bytes: 153_700_000 },
      { path: `cifar-100-binary/${cifar100Files.test}`, bytes: 30_740_000 },
    ],
  },
};
